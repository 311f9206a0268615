import { m } from '../paraglide/messages.js';
import { Icon } from './icons.js';

const SHOWN = 5;

export interface PagesProps {
  /** 1, 2, 3, … */
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

/** `< 1 2 3 4 5 >`, like in the platform's console. */
export function Pages({ page, pages, onPage }: PagesProps) {
  const first = Math.max(1, Math.min(page - 2, pages - SHOWN + 1));
  const shown = Array.from({ length: Math.min(SHOWN, pages) }, (_, index) => first + index);
  return (
    <nav className="pages" aria-label={m.pages()}>
      <button
        type="button"
        className="page-button"
        aria-label={m.page_before()}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      >
        <Icon name="left" size={16} />
      </button>
      {shown.map((number) => (
        <button
          key={number}
          type="button"
          className="page-button"
          aria-current={number === page ? 'page' : undefined}
          onClick={() => onPage(number)}
        >
          {number}
        </button>
      ))}
      <button
        type="button"
        className="page-button"
        aria-label={m.page_after()}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      >
        <Icon name="right" size={16} />
      </button>
    </nav>
  );
}
