import type { LocalizedText } from '@ait-iap/protocol';

/** Creates elements without `innerHTML`, because product names may contain any text. */
export interface Drawing {
  element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    className?: string,
    text?: string,
  ): HTMLElementTagNameMap[Name];
  /** Korean, with small English below it: a developer may read only one of the two. */
  bilingual<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    className: string,
    words: LocalizedText,
  ): HTMLElementTagNameMap[Name];
  button(className: string, words: LocalizedText, act: () => void): HTMLButtonElement;
}

/** Creates a drawing helper for a document. */
export function drawingOf(document: Document): Drawing {
  const element: Drawing['element'] = (name, className = '', text = '') => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.textContent = text;
    return made;
  };
  const bilingual: Drawing['bilingual'] = (name, className, words) => {
    const made = element(name, className, words.ko);
    const english = element('small', '', words.en);
    english.lang = 'en';
    made.append(english);
    return made;
  };
  return {
    element,
    bilingual,
    button(className, words, act) {
      const made = bilingual('button', className, words);
      made.type = 'button';
      made.addEventListener('click', act);
      return made;
    },
  };
}

/** Creates a container with its children. */
export function filled<Parent extends HTMLElement>(parent: Parent, ...children: Node[]): Parent {
  parent.append(...children);
  return parent;
}

/** A shadow root, so that the styles of the page and of the sandbox do not mix. */
export function shadowOf(host: HTMLElement, style: string, ...children: Node[]): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  root.append(...styleOf(host.ownerDocument, root, style), ...children);
  return root;
}

/** A constructed style sheet needs no permission of the page's content security policy. A style element does. */
function styleOf(document: Document, root: ShadowRoot, style: string): HTMLElement[] {
  const Sheet = document.defaultView?.CSSStyleSheet;
  if (Sheet && 'replaceSync' in Sheet.prototype && 'adoptedStyleSheets' in root) {
    const made = new Sheet();
    made.replaceSync(style);
    root.adoptedStyleSheets = [made];
    return [];
  }
  const element = document.createElement('style');
  element.textContent = style;
  return [element];
}
