import type { ReactElement } from 'react';
import { type ErrorPageAction, errorPage } from '../errors/error-page.js';
import type { IapError } from '../errors/iap-error.js';
import { useWords } from './shop-language.js';

/** The props of {@link ErrorNotice}. */
export interface ErrorNoticeProps {
  /** The error to show. */
  readonly error: IapError;
  /**
   * The function of the main button for each action: `retry`, `check-order`, `update-app`, `contact`, `close`. Without
   * a function there is no button, so an error never offers an action that the app does not have.
   */
  readonly actions?: { readonly [Action in ErrorPageAction]?: (() => void) | undefined } | undefined;
  /** A class of the outer element, for your styles. */
  readonly className?: string | undefined;
}

/** Tells the user about an error, as a page or a part of one: a title, a sentence, and a button with the next step. */
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
