import {
  PRODUCT_DESCRIPTION_MAX_LENGTH,
  PRODUCT_IMAGE_SIZE_PX,
  PRODUCT_NAME_MAX_LENGTH,
  PRODUCT_TYPES,
} from '@ait-iap/protocol';
import { useState } from 'react';
import { Choice } from '../design/choice.js';
import { Field } from '../design/field.js';
import { typeText } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import { lengthOf } from './draft.js';
import { readPicture } from './picture.js';
import type { DraftProps } from './register-page.js';

/** 상품 정보 */
export function ProductFields({ draft, onChange, problems }: DraftProps) {
  return (
    <div className="card-body stack">
      <Field label={m.product_type()} required problem={problems.has('type') ? m.choose_type() : undefined}>
        {({ id }) => (
          <Choice
            id={id}
            label={m.product_type()}
            value={draft.type}
            options={[
              ['', m.choose()] as const,
              ...PRODUCT_TYPES.map((type) => [type, typeText(type)] as const),
            ]}
            onChange={(type) => onChange({ type })}
          />
        )}
      </Field>
      {draft.type === 'SUBSCRIPTION' && (
        <Field label={m.renewal_cycle()} required problem={problems.get('renewalCycle')}>
          {({ id }) => (
            <Choice
              id={id}
              label={m.renewal_cycle()}
              value={draft.renewalCycle}
              options={[
                ['WEEKLY', m.weekly()],
                ['MONTHLY', m.monthly()],
                ['YEARLY', m.yearly()],
              ]}
              onChange={(renewalCycle) => onChange({ renewalCycle })}
            />
          )}
        </Field>
      )}
      <Field
        label={m.product_name()}
        required
        side={`${lengthOf(draft.name)}/${PRODUCT_NAME_MAX_LENGTH}`}
        problem={problems.get('name')}
      >
        {(ids) => (
          <input
            {...ids}
            className="input"
            value={draft.name}
            placeholder={m.type_in()}
            onChange={({ target }) => onChange({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label={m.description()}
        required
        side={`${lengthOf(draft.description)}/${PRODUCT_DESCRIPTION_MAX_LENGTH}`}
        problem={problems.get('description')}
        hint={m.description_hint()}
      >
        {(ids) => (
          <input
            {...ids}
            className="input"
            value={draft.description}
            placeholder={m.type_in()}
            onChange={({ target }) => onChange({ description: target.value })}
          />
        )}
      </Field>
      <PictureField draft={draft} onChange={onChange} problems={problems} />
    </div>
  );
}

function PictureField({ draft: { picture }, onChange, problems }: DraftProps) {
  const [seen, setSeen] = useState<string>();
  const look = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await readPicture(file);
    onChange({ picture: read });
    setSeen(wrongWith(read));
  };
  return (
    <Field label={m.product_image()} required hint={m.image_hint()} problem={seen ?? problems.get('image')}>
      {(ids) => (
        <span className="row">
          {picture && <img className="picture" src={picture.url} alt={m.product_image()} />}
          <input
            {...ids}
            type="file"
            accept="image/png"
            className="input"
            onChange={({ target }) => void look(target.files?.[0])}
          />
        </span>
      )}
    </Field>
  );
}

function wrongWith(picture: Awaited<ReturnType<typeof readPicture>>): string | undefined {
  if (picture === undefined) return m.image_unreadable();
  const { mimeType, width, height } = picture;
  if (mimeType !== 'image/png') return m.image_no_png({ type: mimeType });
  const isRight = width === PRODUCT_IMAGE_SIZE_PX && height === PRODUCT_IMAGE_SIZE_PX;
  return isRight ? undefined : m.image_size({ width, height });
}
