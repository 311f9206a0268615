import type { LocalizedText } from '@ait-iap/protocol';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext } from 'react';

/** A language of the components. */
export type Language = keyof LocalizedText;

const LanguageContext = createContext<Language>('ko');

/** The props of {@link ShopLanguage}. */
export interface ShopLanguageProps {
  /** Korean or English. */
  readonly language: Language;
  /** The components that use the language. */
  readonly children?: ReactNode | undefined;
}

/** Sets the language of the components below it. Without it they use Korean. */
export function ShopLanguage({ language, children }: ShopLanguageProps): ReactElement {
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
}

/** The language of the current component. */
export function useLanguage(): Language {
  return useContext(LanguageContext);
}

/** A function that returns a text in the current language. */
export function useWords(): (text: LocalizedText) => string {
  const language = useLanguage();
  return useCallback((text: LocalizedText) => text[language], [language]);
}
