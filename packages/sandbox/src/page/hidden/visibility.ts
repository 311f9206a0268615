/** The visibility properties of a document. */
const HIDDEN = { visibilityState: 'hidden', hidden: true } as const;

/** Makes a page believe that it is hidden, or shows it the browser's own values. */
export interface Visibility {
  hide(): void;
  /** Restores the browser's own properties. */
  show(): void;
}

/** Follows a document from the start, so that events of the browser tab do not reach a page that is already hidden. */
export function createVisibility(document: Document): Visibility {
  let pretending = false;
  let before: Partial<Record<keyof typeof HIDDEN, PropertyDescriptor | undefined>> = {};
  const tell = () => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  const change = (act: () => void) => {
    const was = document.visibilityState;
    act();
    if (document.visibilityState !== was) tell();
  };
  document.defaultView?.addEventListener(
    'visibilitychange',
    (event) => {
      if (pretending && event.isTrusted) event.stopImmediatePropagation();
    },
    true,
  );
  return {
    hide: () =>
      change(() => {
        pretending = true;
        before = {};
        for (const name of NAMES) {
          before[name] = Object.getOwnPropertyDescriptor(document, name);
          Object.defineProperty(document, name, { configurable: true, get: () => HIDDEN[name] });
        }
      }),
    show: () =>
      change(() => {
        pretending = false;
        for (const name of NAMES) {
          const own = before[name];
          if (own === undefined) Reflect.deleteProperty(document, name);
          else Object.defineProperty(document, name, own);
        }
      }),
  };
}

const NAMES = Object.keys(HIDDEN) as (keyof typeof HIDDEN)[];
