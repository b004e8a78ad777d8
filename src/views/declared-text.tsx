import { chooseText, type Text } from '../messages/text.ts';
import { useMessages } from './language.tsx';

/** Renders a text of a declaration; in another language than the page's, it names its own. */
export function DeclaredText({ text: declared }: { text: Text }) {
  const { text, lang } = useText(declared);
  return lang === undefined ? text : <span lang={lang}>{text}</span>;
}

/** Returns a text of a declaration, and its `lang` when that is not the page's. */
export function useText(declared: Text): { readonly text: string; readonly lang: string | undefined } {
  const page = useMessages();
  const { text, language } = chooseText(declared, page.language);
  return { text, lang: language === page.language ? undefined : language };
}
