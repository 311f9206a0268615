import { useState } from 'react';
import { act, type Deed } from '../actions/act.js';
import { CurlButton, DeedButton } from '../actions/deed-button.js';
import { Button } from '../design/button.js';
import { Modal } from '../design/modal.js';
import { m } from '../paraglide/messages.js';

const nowDeed = (undo: boolean): Deed => ({
  label: undo ? m.clock_now_back() : m.clock_now(),
  call: { method: 'POST', path: '/clock/now', ...(undo && { body: { undo } }) },
  done: m.clock_now_done(),
});

/** Moves to the time of this machine: forward like any other step, or back, which removes later events. */
export function MachineTime({ now }: { readonly now: number }) {
  return (
    <section className="card" aria-labelledby="machine">
      <h2 className="card-head" id="machine">
        {m.clock_now_head()}
      </h2>
      <div className="card-body stack">
        {now > Date.now() ? (
          <Back />
        ) : (
          <>
            <p className="quiet">{m.clock_now_behind()}</p>
            <div className="row wrap">
              <DeedButton deed={nowDeed(false)} size="usual" />
            </div>
          </>
        )}
      </div>
    </section>
  );
}

function Back() {
  const [asking, setAsking] = useState(false);
  const deed = nowDeed(true);
  return (
    <div className="row wrap">
      <Button kind="outline" onClick={() => setAsking(true)}>
        {deed.label}
      </Button>
      <Modal title={deed.label} open={asking} onClose={() => setAsking(false)}>
        <p style={{ marginTop: 12 }}>{m.clock_now_ahead()}</p>
        <div className="buttons">
          <CurlButton call={deed.call} label={deed.label} />
          <Button kind="plain" onClick={() => setAsking(false)}>
            {m.cancel()}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              setAsking(false);
              void act(deed);
            }}
          >
            {deed.label}
          </Button>
        </div>
      </Modal>
    </div>
  );
}
