import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import { read } from '../api/client.js';
import type { Account } from '../api/world.js';
import { Badge, type Tone } from '../design/badge.js';
import { Button } from '../design/button.js';
import { Choice } from '../design/choice.js';
import { Page } from '../design/page.js';
import { m } from '../paraglide/messages.js';
import { decideKycDeed, type Role, signDeed, submitKycDeed } from './account-deeds.js';

/** 계약 · KYC: required before the first product. */
export function AccountPage() {
  const { data } = useQuery(read<Account>('/account'));
  return (
    <Page title={m.account()} lead={m.account_lead()}>
      <div className="stack">
        {data && <ContractCard account={data} />}
        {data && <KycCard account={data} />}
      </div>
    </Page>
  );
}

function ContractCard({ account: { contract } }: { readonly account: Account }) {
  const [by, setBy] = useState<Role>('CHIEF_ADMINISTRATOR');
  const signed = contract === 'SIGNED';
  return (
    <section className="card" aria-labelledby="contract">
      <div className="card-head">
        <h2 id="contract">1. {m.contract()}</h2>
        <Badge tone={signed ? 'good' : 'quiet'}>{signed ? m.contract_signed() : m.contract_none()}</Badge>
      </div>
      <div className="card-body stack">
        <p>{m.contract_lead()}</p>
        {!signed && (
          <div className="row wrap">
            <Choice
              label={m.signed_by()}
              value={by}
              options={[
                ['CHIEF_ADMINISTRATOR', m.role_chief()],
                ['ADMINISTRATOR', m.role_administrator()],
                ['MEMBER', m.role_member()],
              ]}
              onChange={setBy}
            />
            <DeedButton deed={signDeed(by)} kind="primary" size="usual" />
          </div>
        )}
      </div>
    </section>
  );
}

const KYC: Readonly<Record<Account['kyc'], readonly [() => string, Tone]>> = {
  NONE: [m.kyc_none, 'quiet'],
  IN_REVIEW: [m.kyc_running, 'warn'],
  APPROVED: [m.kyc_approved, 'good'],
  REJECTED: [m.kyc_rejected, 'bad'],
};

function KycCard({ account: { contract, kyc, kycReason } }: { readonly account: Account }) {
  const [asking, setAsking] = useState(false);
  const [text, tone] = KYC[kyc];
  return (
    <section className="card" aria-labelledby="kyc">
      <div className="card-head">
        <h2 id="kyc">2. {m.kyc()}</h2>
        <Badge tone={tone}>{text()}</Badge>
      </div>
      <div className="card-body stack">
        <p>{m.kyc_lead()}</p>
        {kycReason && <p className="notice">{m.rejected_because({ reason: kycReason })}</p>}
        {(kyc === 'NONE' || kyc === 'REJECTED') && (
          <DeedButton deed={submitKycDeed()} kind="primary" size="usual" disabled={contract !== 'SIGNED'} />
        )}
        {kyc === 'IN_REVIEW' && (
          <div className="row wrap">
            <DeedButton deed={decideKycDeed('APPROVED')} size="usual" />
            <Button kind="danger" onClick={() => setAsking(true)}>
              {m.kyc_reject()}
            </Button>
          </div>
        )}
        <ReasonDialog
          title={m.kyc_reject()}
          open={asking}
          onClose={() => setAsking(false)}
          deed={(reason) => decideKycDeed('REJECTED', reason)}
        />
      </div>
    </section>
  );
}
