import type { LocalizedText } from '@ait-iap/protocol';

/** Makes elements without `innerHTML`, because names of products are anybody's text. */
export interface Drawing {
  element<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    className?: string,
    text?: string,
  ): HTMLElementTagNameMap[Name];
  /** Korean, and below it, small, English: who develops a mini-app may read one of the two only. */
  bilingual<Name extends keyof HTMLElementTagNameMap>(
    name: Name,
    className: string,
    words: LocalizedText,
  ): HTMLElementTagNameMap[Name];
  button(className: string, words: LocalizedText, act: () => void): HTMLButtonElement;
}

/** Draws for a document. */
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

/** A container with its children. */
export function filled<Parent extends HTMLElement>(parent: Parent, ...children: Node[]): Parent {
  parent.append(...children);
  return parent;
}

/** A shadow root, so that neither the page styles what is ours nor the other way round. */
export function shadowOf(host: HTMLElement, style: string, ...children: Node[]): ShadowRoot {
  const root = host.attachShadow({ mode: 'open' });
  root.append(...styleOf(host.ownerDocument, root, style), ...children);
  return root;
}

/** A style that is made by script needs no permission of the page's content security policy, an element does. */
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
