import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { act, type Deed } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { Account } from '../api/world.js';
import { Button } from '../design/button.js';
import { Page } from '../design/page.js';
import { Tick } from '../design/toggle.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { type Draft, draftOf, NEW_DRAFT, problemsOf, toBody } from './draft.js';
import { FeeNotice } from './fee-notice.js';
import { PriceFields } from './price-fields.js';
import { ProductFields } from './product-fields.js';
import './registration.css';

/** The props of each part of the form. */
export interface DraftProps {
  readonly draft: Draft;
  readonly onChange: (changes: Partial<Draft>) => void;
  /** The problems of the fields, after the user has tried to submit. */
  readonly problems: ReadonlyMap<string, string>;
}

const NO_PROBLEMS: ReadonlyMap<string, string> = new Map();

/** 등록하기: registers a product and requests its review. */
export function RegisterPage() {
  const { again } = useSearch({ from: '/products/new' });
  const rejected = useProductBySku().get(again ?? '');
  const [draft, setDraft] = useState(NEW_DRAFT);
  const [tried, setTried] = useState(false);
  const navigate = useNavigate();
  useEffect(() => {
    if (rejected !== undefined) setDraft(draftOf(rejected));
  }, [rejected]);
  const problems = tried ? problemsOf(draft) : NO_PROBLEMS;
  const onChange = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const parts = { draft, onChange, problems };
  const deed = registrationDeed(draft, again);
  const handIn = async () => {
    setTried(true);
    if (problemsOf(draft).size > 0) return;
    if ((await act(deed)) !== undefined) await navigate({ to: '/products' });
  };
  return (
    <Page title={m.register_title()} lead={m.register_lead()}>
      <form
        className="stack register"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void handIn();
        }}
      >
        <AccountNotice />
        {rejected?.reviewReason && (
          <p className="notice" data-tone="bad">
            {m.rejected_because({ reason: rejected.reviewReason })}
          </p>
        )}
        <section className="card" aria-labelledby="register-product">
          <h2 className="card-head" id="register-product">
            {m.product_info()}
          </h2>
          <ProductFields {...parts} />
        </section>
        <section className="card" aria-labelledby="register-price">
          <h2 className="card-head" id="register-price">
            {m.price_and_exposure()}
          </h2>
          <PriceFields {...parts} />
        </section>
        <FeeNotice draft={draft} onChange={onChange} />
        <Tick checked={draft.confirmed} onChange={(confirmed) => onChange({ confirmed })}>
          {m.register_confirm()}
        </Tick>
        {tried && problems.size > 0 && (
          <p className="notice" data-tone="bad" role="alert">
            {m.register_problems({ count: problems.size })}
          </p>
        )}
        <div className="row">
          <Button kind="primary" type="submit" disabled={!draft.confirmed}>
            {m.request_review()}
          </Button>
          <CurlButton call={deed.call} label={m.request_review()} />
        </div>
      </form>
    </Page>
  );
}

function registrationDeed(draft: Draft, again: string | undefined): Deed {
  const body = toBody(draft);
  return {
    label: m.request_review(),
    call:
      again === undefined
        ? { method: 'POST', path: '/registrations', body }
        : { method: 'PUT', path: `/registrations/${encodeURIComponent(again)}`, body },
    done: m.registered(),
  };
}

/** Nothing can be registered before the contract and the KYC. The page says so before the user fills in the form. */
function AccountNotice() {
  const { data } = useQuery(read<Account>('/account'));
  if (data === undefined || (data.contract === 'SIGNED' && data.kyc === 'APPROVED')) return null;
  return (
    <p className="notice" data-tone="warn">
      <span className="grow">{m.account_first()}</span>
      <Link to="/account">{m.account()}</Link>
    </p>
  );
}
