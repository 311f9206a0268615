import { Dialog } from '@base-ui/react/dialog';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { chooseLanguage, useLanguage } from '../language/language.js';
import { useConnection } from '../live/use-live.js';
import { m } from '../paraglide/messages.js';
import { Navigation } from './navigation.js';
import { SandboxTime } from './sandbox-time.js';
import { switchTheme } from './theme.js';

/** The bar above every screen: search, the sandbox's time, language and theme. */
export function TopBar({ appName }: { readonly appName: string }) {
  const language = useLanguage();
  const other = language === 'ko' ? 'en' : 'ko';
  const connection = useConnection();
  return (
    <header className="top">
      <NavigationDrawer appName={appName} />
      <Link to="/find" className="button find-open" data-kind="outline">
        <Icon name="search" size={16} />
        <span className="only-wide">{m.find_open()}</span>
        <span className="visually-hidden">{m.find()}</span>
      </Link>
      <span className="grow" />
      <span className="now" role="status">
        <span className="dot" data-state={connection} />
        <span className={connection === 'live' ? 'visually-hidden' : undefined}>
          {connection === 'live'
            ? m.connection_live()
            : connection === 'lost'
              ? m.connection_lost()
              : m.connecting()}
        </span>
      </span>
      <SandboxTime />
      <Button kind="plain" size="small" lang={other} onClick={() => chooseLanguage(other)}>
        {other === 'ko' ? '한국어' : 'English'}
      </Button>
      <Button kind="plain" size="icon" onClick={switchTheme} aria-label={m.switch_theme()}>
        <Icon name="moon" />
      </Button>
    </header>
  );
}

function NavigationDrawer({ appName }: { readonly appName: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        render={<Button kind="plain" size="icon" className="only-narrow" aria-label={m.menu()} />}
      >
        <Icon name="menu" />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="nav-drawer side" aria-label={m.menu()}>
          <Navigation appName={appName} onGo={() => setOpen(false)} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
