import { SUPPLY_PRICE_MAX, SUPPLY_PRICE_MIN, salePrice } from '@ait-iap/protocol';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/client.js';
import type { Versions } from '../api/version.js';
import { Choice } from '../design/choice.js';
import { Field } from '../design/field.js';
import { Tick } from '../design/toggle.js';
import { count, won } from '../language/format.js';
import { m } from '../paraglide/messages.js';
import { type Draft, priceOf } from './draft.js';
import type { DraftProps } from './register-page.js';

/** 가격 및 노출 설정 */
export function PriceFields({ draft, onChange, problems }: DraftProps) {
  return (
    <div className="card-body stack">
      <div className="prices">
        <Field
          label={m.supply_price()}
          required
          hint={m.supply_price_hint({ min: count(SUPPLY_PRICE_MIN), max: count(SUPPLY_PRICE_MAX) })}
          problem={problems.get('supplyPrice')}
        >
          {(ids) => (
            <input
              {...ids}
              className="input"
              inputMode="numeric"
              value={draft.supplyPrice}
              placeholder={m.type_in()}
              onChange={({ target }) => onChange({ supplyPrice: grouped(target.value) })}
            />
          )}
        </Field>
        <div className="field">
          <span className="label">{m.sale_price()}</span>
          <output className="sale">{won(salePriceOf(draft))}</output>
          <p className="hint">{m.sale_price_hint()}</p>
        </div>
      </div>
      <VersionField draft={draft} onChange={onChange} problems={problems} />
      <div className="field">
        <span className="label">{m.exposure_choice()}</span>
        <Tick
          checked={draft.exposeOnApproval}
          onChange={(exposeOnApproval) => onChange({ exposeOnApproval })}
        >
          {m.expose_on_approval()}
          <br />
          <span className="quiet">{m.expose_later()}</span>
        </Tick>
      </div>
    </div>
  );
}

/** Only released versions. Without any there is nothing to choose (*source*). */
function VersionField({ draft, onChange, problems }: DraftProps) {
  const { data } = useQuery(read<Versions>('/versions'));
  const released = data?.versions.filter(({ state }) => state === 'RELEASED') ?? [];
  return (
    <Field
      label={m.minimum_version()}
      hint={released.length === 0 ? m.no_released_version() : m.minimum_version_hint()}
      problem={problems.get('minimumVersion')}
    >
      {({ id }) => (
        <Choice
          id={id}
          label={m.minimum_version()}
          value={draft.minimumVersion}
          options={[['', m.every_version()], ...released.map(({ version }) => [version, version] as const)]}
          onChange={(minimumVersion) => onChange({ minimumVersion })}
        />
      )}
    </Field>
  );
}

function salePriceOf(draft: Draft): number {
  const price = priceOf(draft);
  return Number.isInteger(price) && price >= 0 && price <= SUPPLY_PRICE_MAX ? salePrice(price) : 0;
}

/** `1000` → `1,000`, as it is typed. */
function grouped(text: string): string {
  const digits = text.replaceAll(/\D/g, '').slice(0, 9);
  return digits === '' ? '' : count(Number(digits));
}
