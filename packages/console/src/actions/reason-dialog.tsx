import { useState } from 'react';
import { Button } from '../design/button.js';
import { Field } from '../design/field.js';
import { Modal } from '../design/modal.js';
import { m } from '../paraglide/messages.js';
import { act, type Deed } from './act.js';
import { CurlButton } from './deed-button.js';

const LONGEST = 200;

interface ReasonDialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Called with the reason. */
  readonly deed: (reason: string) => Deed;
}

/** A dialog for the reason of a rejection. The person who asked reads it. */
export function ReasonDialog({ title, open, onClose, deed }: ReasonDialogProps) {
  const [reason, setReason] = useState('');
  const close = () => {
    setReason('');
    onClose();
  };
  return (
    <Modal title={title} open={open} onClose={close}>
      <form
        style={{ marginTop: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          void act(deed(reason)).then((done) => done !== undefined && close());
        }}
      >
        <Field label={m.reject_reason()} required side={`${reason.length}/${LONGEST}`}>
          {(ids) => (
            <textarea
              {...ids}
              className="input"
              required
              maxLength={LONGEST}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="buttons">
          <CurlButton call={deed(reason).call} label={title} />
          <Button kind="plain" onClick={close}>
            {m.cancel()}
          </Button>
          <Button kind="primary" type="submit" disabled={reason.trim() === ''}>
            {title}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
