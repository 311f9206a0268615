import { IAP_ERROR_CODES } from '@ait-iap/protocol';
import { useState } from 'react';
import { act } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import type { FaultKind } from '../api/world.js';
import { Button } from '../design/button.js';
import { Choice } from '../design/choice.js';
import { Field } from '../design/field.js';
import { Modal } from '../design/modal.js';
import { numberOf } from '../design/number-of.js';
import { language } from '../language/language.js';
import { useProducts } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { armDeed } from './fault-deeds.js';

interface FaultFormProps {
  readonly kind: FaultKind;
  readonly user: string;
  readonly sku: string;
  readonly onClose: () => void;
}

/** The faults whose code is one of the platform's, with the code that they have by default. */
const USUAL_CODES: Readonly<Record<string, string>> = {
  'purchase-error': 'INTERNAL_ERROR',
  'paid-after-error': 'USER_CANCELED',
};

/** The choice of a code, the usual one first. */
function codesOf(usual: string): ReadonlyArray<readonly [string, string]> {
  const others = IAP_ERROR_CODES.filter((code) => code !== usual);
  return [['', usual], ...others.map((code) => [code, code] as const)];
}

/** Parameters that are numbers; the others are words. */
const NUMBERS = new Set(['delay', 'recordedAfter', 'seconds']);

/** The form to arm a fault: for whom, how often, and with which parameters. */
export function FaultForm({ kind, user, sku, onClose }: FaultFormProps) {
  const [userKey, setUser] = useState(user);
  const [product, setProduct] = useState(sku);
  const [times, setTimes] = useState('1');
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const usualCode = USUAL_CODES[kind.name];
  const deed = armDeed({
    name: kind.name,
    ...(userKey !== '' && { userKey }),
    ...(product !== '' && { sku: product }),
    ...(times !== '1' && { times: times === 'always' ? times : Number(times) }),
    ...parameters(given),
  });
  return (
    <Modal title={kind[language()]} open onClose={onClose}>
      <p className="quiet mono">{kind.name}</p>
      <form
        className="stack"
        style={{ marginTop: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          void act(deed).then((done) => done !== undefined && onClose());
        }}
      >
        <Field label={m.user()} hint={m.empty_is_all()}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              value={userKey}
              onChange={({ target }) => setUser(target.value)}
            />
          )}
        </Field>
        <ProductField value={product} onChange={setProduct} />
        <Field label={m.how_often()}>
          {({ id }) => (
            <Choice
              id={id}
              label={m.how_often()}
              value={times}
              options={[
                ['1', m.once()],
                ['2', m.times({ count: 2 })],
                ['5', m.times({ count: 5 })],
                ['always', m.always()],
              ]}
              onChange={setTimes}
            />
          )}
        </Field>
        {kind.parameters.map((name) => (
          <Field
            key={name}
            label={name}
            hint={NUMBERS.has(name) ? m.parameter_number() : m.parameter_usual()}
          >
            {(ids) =>
              usualCode !== undefined && name === 'code' ? (
                <Choice
                  id={ids.id}
                  label={name}
                  value={given[name] ?? ''}
                  options={codesOf(usualCode)}
                  onChange={(code) => setGiven({ ...given, [name]: code })}
                />
              ) : (
                <input
                  {...ids}
                  className="input mono"
                  inputMode={NUMBERS.has(name) ? 'numeric' : 'text'}
                  value={given[name] ?? ''}
                  onChange={({ target }) => setGiven({ ...given, [name]: target.value })}
                />
              )
            }
          </Field>
        ))}
        <div className="buttons">
          <CurlButton call={deed.call} label={m.arm()} />
          <Button kind="plain" onClick={onClose}>
            {m.cancel()}
          </Button>
          <Button kind="primary" type="submit">
            {m.arm()}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function ProductField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (sku: string) => void;
}) {
  const products = useProducts();
  return (
    <Field label={m.product()}>
      {({ id }) => (
        <Choice
          id={id}
          label={m.product()}
          value={value}
          options={[['', m.filter_all()], ...products.map(({ sku, name }) => [sku, name] as const)]}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function parameters(given: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const filled = Object.entries(given).filter(([, value]) => value !== '');
  return Object.fromEntries(
    filled.map(([name, value]) => [name, NUMBERS.has(name) ? numberOf(value) : value]),
  );
}
