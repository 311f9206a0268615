import { count } from '../language/format.js';
import { m } from '../paraglide/messages.js';
import { Pages, type PagesProps } from './pages.js';

interface TableFootProps extends PagesProps {
  /** How many rows there are on all pages. */
  readonly total: number;
}

/** How much was found, and the way to its other pages. */
export function TableFoot({ total, ...pages }: TableFootProps) {
  return (
    <div className="table-foot">
      <span>{m.total({ count: count(total) })}</span>
      <Pages {...pages} />
    </div>
  );
}
