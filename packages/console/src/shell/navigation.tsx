import { Link } from '@tanstack/react-router';
import { Icon } from '../design/icons.js';
import { m } from '../paraglide/messages.js';
import icon from './icon.svg';
import { SECTIONS } from './screens.js';

/** The screens, in the order of the platform's console. */
export function Navigation({ appName, onGo }: { readonly appName: string; readonly onGo?: () => void }) {
  return (
    <nav aria-label={m.navigation()}>
      <Link to="/" className="brand" onClick={onGo}>
        <img src={icon} alt="" width={32} height={32} />
        <span>
          {m.sandbox()}
          <small>{appName}</small>
        </span>
      </Link>
      {SECTIONS.map(({ name, screens }) => (
        <section key={screens[0]?.path}>
          {name && <h2 className="side-section">{name()}</h2>}
          <ul>
            {screens.map((screen) => (
              <li key={screen.path}>
                <Link
                  to={screen.path}
                  className="side-link"
                  onClick={onGo}
                  activeOptions={{ exact: screen.path === '/', includeSearch: false }}
                >
                  <Icon name={screen.icon} />
                  {screen.name()}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
