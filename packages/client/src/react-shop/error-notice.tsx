import type { ReactElement } from 'react';
import { type ErrorPageAction, errorPage } from '../errors/error-page.js';
import type { IapError } from '../errors/iap-error.js';
import { useWords } from './shop-language.js';

/** What {@link ErrorNotice} is given. */
export interface ErrorNoticeProps {
  /** The error to tell of. */
  readonly error: IapError;
  /**
   * What the main button does, by what it offers: `retry`, `check-order`, `update-app`, `contact`, `close`. What is missing
   * has no button: an error never offers what the app does not do.
   */
  readonly actions?: { readonly [Action in ErrorPageAction]?: (() => void) | undefined } | undefined;
  /** A class of the outer element, to style it by. */
  readonly className?: string | undefined;
}

/** A page or a part of one that tells the user about an error: a title, a sentence, and the one thing that can be done. */
export function ErrorNotice({ error, actions, className }: ErrorNoticeProps): ReactElement {
  const say = useWords();
  const { title, body, action } = errorPage(error);
  const run = actions?.[action.kind];
  return (
    <div
      role="alert"
      className={className}
      data-iap="error"
      data-code={error.code}
      data-category={error.category}
    >
      <strong>{say(title)}</strong>
      <p>{say(body)}</p>
      {run && (
        <button type="button" onClick={run}>
          {say(action.label)}
        </button>
      )}
    </div>
  );
}
