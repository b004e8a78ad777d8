import type { Brand } from '../brand/define-brand.ts';

/** Renders the end of every page: the operator's links and sentence. */
export function Footer({ brand: { contact, privacy, footer } }: { brand: Brand }) {
  return (
    <footer class="site-footer">
      <div class="site-footer-row">
        {(contact ?? privacy) && (
          <ul class="site-footer-links">
            {contact && (
              <li>
                <a href={contact}>Contact</a>
              </li>
            )}
            {privacy && (
              <li>
                <a href={privacy}>Privacy</a>
              </li>
            )}
          </ul>
        )}
        <p dir="auto">{footer ?? 'Files go straight from your browser to private storage and back.'}</p>
      </div>
    </footer>
  );
}
