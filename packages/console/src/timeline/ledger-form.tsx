import { useState } from 'react';
import { Button } from '../design/button.js';
import { Modal } from '../design/modal.js';
import { m } from '../paraglide/messages.js';
import { readLedgerTimeline } from './ledger-timeline.js';
import type { Moment } from './moment.js';

/** A form for the timeline of `@ait-iap/server`, so that both sides appear on one timeline. */
export function LedgerForm({ onMoments }: { readonly onMoments: (moments: readonly Moment[]) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const read = readLedgerTimeline(text);
  return (
    <>
      <Button size="small" kind="outline" onClick={() => setOpen(true)}>
        {m.ledger_add()}
      </Button>
      <Modal title={m.ledger_add()} open={open} onClose={() => setOpen(false)}>
        <div className="stack" style={{ marginTop: 12 }}>
          <p className="quiet">{m.ledger_hint()}</p>
          <pre className="curl">JSON.stringify(await fulfillment.timeline(orderId))</pre>
          <textarea
            className="input mono"
            aria-label={m.ledger_add()}
            rows={7}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          {text !== '' && read === undefined && <p className="problem">{m.ledger_unreadable()}</p>}
        </div>
        <div className="buttons">
          <Button kind="plain" onClick={() => setOpen(false)}>
            {m.cancel()}
          </Button>
          <Button
            kind="primary"
            disabled={read === undefined}
            onClick={() => {
              onMoments(read ?? []);
              setOpen(false);
            }}
          >
            {m.ledger_show()}
          </Button>
        </div>
      </Modal>
    </>
  );
}
