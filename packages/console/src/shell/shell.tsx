import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Toasts } from '../actions/toasts.js';
import { read } from '../api/client.js';
import type { WorldInfo } from '../api/world.js';
import { useLanguage } from '../language/language.js';
import { m } from '../paraglide/messages.js';
import { Navigation } from './navigation.js';
import { TopBar } from './top-bar.js';

/** The frame of every screen. */
export function Shell() {
  const language = useLanguage();
  const { data } = useQuery(read<WorldInfo>(''));
  const appName = data?.appName ?? '';
  return (
    // A new language remounts the page, so that no component keeps an old text.
    <div className="shell isolated" key={language}>
      <a href="#main" className="button skip" data-kind="primary">
        {m.skip()}
      </a>
      <aside className="side">
        <Navigation appName={appName} />
      </aside>
      <div>
        <TopBar appName={appName} />
        <main className="main" id="main" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <Toasts />
    </div>
  );
}
