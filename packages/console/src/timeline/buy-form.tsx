import { type Platform, salePrice } from '@ait-iap/protocol';
import { useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { Choice } from '../design/choice.js';
import { won } from '../language/format.js';
import { useProducts } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { PlatformChoice } from '../phone/platform-choice.js';

const ENDINGS = ['true', 'false', 'none', 'cancel'] as const;
type Ending = (typeof ENDINGS)[number];

/** A form to buy without a page, so that there is something to see before a page exists. */
export function BuyForm() {
  const products = useProducts().filter(({ exposed, review }) => exposed && review === 'APPROVED');
  const [chosen, setSku] = useState('');
  const [userKey, setUserKey] = useState('user-1');
  const [platform, setPlatform] = useState<Platform>('android');
  const [ending, setEnding] = useState<Ending>('true');
  const sku = products.some((product) => product.sku === chosen) ? chosen : (products[0]?.sku ?? '');
  const body = {
    userKey,
    sku,
    platform,
    ...(ending === 'cancel' ? { payment: 'cancel' } : { grant: ending }),
  };
  return (
    <section className="card toolbar buy" aria-label={m.buy_title()}>
      <strong>{m.buy_title()}</strong>
      <Choice
        label={m.product()}
        value={sku}
        options={products.map((product) => [
          product.sku,
          `${product.name} · ${won(salePrice(product.supplyPrice))}`,
        ])}
        onChange={setSku}
      />
      <input
        className="input"
        style={{ width: 130 }}
        aria-label={m.user()}
        value={userKey}
        onChange={(event) => setUserKey(event.target.value)}
      />
      <PlatformChoice label={m.phone()} value={platform} onChange={setPlatform} />
      <Choice
        label={m.buy_ending()}
        value={ending}
        options={[
          ['true', m.buy_true()],
          ['false', m.buy_false()],
          ['none', m.buy_none()],
          ['cancel', m.buy_cancel()],
        ]}
        onChange={setEnding}
      />
      <DeedButton
        kind="primary"
        size="usual"
        disabled={sku === '' || userKey === ''}
        deed={{
          label: m.buy(),
          call: { method: 'POST', path: '/purchases', body },
          done: m.deed_bought(),
        }}
      />
    </section>
  );
}
