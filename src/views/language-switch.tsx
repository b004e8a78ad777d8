import { languages, nameOf } from '../messages/language.ts';
import { useMessages } from './language.tsx';

/** Renders a button for each language, by its own name. Each leads back to the page on which it was pressed. */
export function LanguageSwitch({ returnTo }: { returnTo: string }) {
  const { language, pages } = useMessages();
  return (
    <form class="language-switch" method="post" action="/language" aria-label={pages.frame.language}>
      <input type="hidden" name="next" value={returnTo} />
      {languages.map((one) => (
        <button
          type="submit"
          name="language"
          value={one}
          lang={one}
          aria-current={one === language ? 'true' : undefined}
        >
          {nameOf(one)}
        </button>
      ))}
    </form>
  );
}
