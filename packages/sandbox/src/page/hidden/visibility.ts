/** What a document says of itself while nobody can see it. */
const HIDDEN = { visibilityState: 'hidden', hidden: true } as const;

/** Lets a page believe that it is hidden, or see what the browser says. */
export interface Visibility {
  hide(): void;
  /** The properties are the browser's own again. */
  show(): void;
}

/** Follows a document from the start, so that what the browser says of a tab does not reach a page that is hidden anyway. */
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
