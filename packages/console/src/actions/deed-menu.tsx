import { Menu } from '@base-ui/react/menu';
import type { ReactElement } from 'react';
import { asCurl } from '../api/call.js';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { m } from '../paraglide/messages.js';
import { act, type Deed } from './act.js';
import { say } from './say.js';

/** An entry of {@link DeedMenu}: a call, or an action of the console itself. */
export type MenuEntry =
  | { readonly deed: Deed; readonly tone?: 'bad' }
  | { readonly label: string; readonly run: () => void; readonly tone?: 'bad' }
  | 'line';

interface DeedMenuProps {
  /** The subject, as in "order 1234". */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly trigger?: ReactElement | undefined;
}

/** The actions of a row. With Alt held, an entry copies its call as curl instead of running it. */
export function DeedMenu({ label, entries, trigger }: DeedMenuProps) {
  const usual = <Button kind="plain" size="icon" aria-label={m.menu_of({ label })} />;
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger ?? usual}>{trigger === undefined && <Icon name="dots" />}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" style={{ zIndex: 30 }}>
          <Menu.Popup className="popup">
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and nothing moves
              <Entry key={index} entry={entry} />
            ))}
            <p className="popup-label">{m.alt_copies()}</p>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry === 'line') return <div className="popup-line" />;
  if ('run' in entry) {
    return (
      <Menu.Item className="popup-item" data-tone={entry.tone} onClick={entry.run}>
        {entry.label}
      </Menu.Item>
    );
  }
  const { deed, tone } = entry;
  const choose = (alt: boolean) => {
    if (!alt) return void act(deed);
    void navigator.clipboard.writeText(asCurl(deed.call)).then(() => say(m.copied(), 'done'));
  };
  return (
    <Menu.Item className="popup-item" data-tone={tone} onClick={(event) => choose(event.altKey)}>
      <span className="grow">{deed.label}</span>
      <span className="quiet mono">{deed.call.method}</span>
    </Menu.Item>
  );
}
