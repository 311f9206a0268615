import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import { asCurl, type Call } from '../api/call.js';
import { Button, type ButtonKind } from '../design/button.js';
import { CopyButton } from '../design/copy-button.js';
import { Icon } from '../design/icons.js';
import { m } from '../paraglide/messages.js';
import { act, type Deed } from './act.js';

interface DeedButtonProps {
  readonly deed: Deed;
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'usual' | 'small' | undefined;
  readonly disabled?: boolean | undefined;
}

/** A button for a call, and beside it the call as curl. */
export function DeedButton({ deed, kind = 'default', size = 'small', disabled = false }: DeedButtonProps) {
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await act(deed);
    setBusy(false);
  };
  return (
    <span className="split">
      <Button kind={kind} size={size} disabled={disabled || busy} onClick={() => void run()}>
        {deed.label}
      </Button>
      <CurlButton call={deed.call} label={deed.label} kind={kind} size={size} />
    </span>
  );
}

interface CurlButtonProps {
  readonly call: Call;
  /** What the call does, for users who do not see the button beside it. */
  readonly label: string;
  readonly kind?: ButtonKind | undefined;
  readonly size?: 'usual' | 'small' | undefined;
}

/** Shows a call as curl. */
export function CurlButton({ call, label, kind = 'plain', size = 'small' }: CurlButtonProps) {
  const text = asCurl(call);
  return (
    <Popover.Root>
      <Popover.Trigger
        render={
          <Button kind={kind} size={size} aria-label={m.as_curl({ label })} title={m.as_curl({ label })} />
        }
      >
        <Icon name="terminal" size={14} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} style={{ zIndex: 30 }}>
          <Popover.Popup className="popup" aria-label={m.as_curl({ label })}>
            <div className="curl">
              <pre>{text}</pre>
              <CopyButton text={text} label={m.copy_curl()} />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
