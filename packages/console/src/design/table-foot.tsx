import { count } from '../language/format.js';
import { m } from '../paraglide/messages.js';
import { Pages, type PagesProps } from './pages.js';

interface TableFootProps extends PagesProps {
  /** How many rows there are on all pages. */
  readonly total: number;
}

/** The number of found rows, and the other pages. */
export function TableFoot({ total, ...pages }: TableFootProps) {
  return (
    <div className="table-foot">
      <span>{m.total({ count: count(total) })}</span>
      <Pages {...pages} />
    </div>
  );
}
