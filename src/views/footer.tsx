import type { Brand } from '../brand/define-brand.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';
import { LanguageSwitch } from './language-switch.tsx';

interface FooterProps {
  readonly brand: Brand;
  readonly returnTo: string;
}

/** Renders the end of every page: the operator's links and sentence, and the languages. */
export function Footer({ brand: { contact, privacy, footer }, returnTo }: FooterProps) {
  const texts = useMessages().pages.frame;
  return (
    <footer class="site-footer">
      <div class="site-footer-row">
        {(contact ?? privacy) && (
          <ul class="site-footer-links">
            {contact && (
              <li>
                <a href={contact}>{texts.contact}</a>
              </li>
            )}
            {privacy && (
              <li>
                <a href={privacy}>{texts.privacy}</a>
              </li>
            )}
          </ul>
        )}
        <p dir="auto">{footer ? <DeclaredText text={footer} /> : texts.footer}</p>
        <div class="site-footer-end">
          <LanguageSwitch returnTo={returnTo} />
        </div>
      </div>
    </footer>
  );
}
