import type { LocalizedText } from '@ait-iap/protocol';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext } from 'react';

/** A language that the components speak. */
export type Language = keyof LocalizedText;

const LanguageContext = createContext<Language>('ko');

/** What {@link ShopLanguage} is given. */
export interface ShopLanguageProps {
  /** Korean or English. */
  readonly language: Language;
  readonly children?: ReactNode | undefined;
}

/** Sets the language of the components below it. Without one they speak Korean. */
export function ShopLanguage({ language, children }: ShopLanguageProps): ReactElement {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

/** The language of this place. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** What says a text in the language of this place. */
export function useWords(): (text: LocalizedText) => string {
  const language = useLanguage();
  return useCallback((text: LocalizedText) => text[language], [language]);
}
