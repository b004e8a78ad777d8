import type { Child } from 'hono/jsx';
import type { Brand } from '../brand/define-brand.ts';
import { directionOf } from '../messages/language.ts';
import { Footer } from './footer.tsx';
import { Header, type OfferedForm, type OpenFindings, type UserInHeader } from './header.tsx';
import { useMessages } from './language.tsx';

/** The parts of every page around its content. */
export interface PageFrame {
  readonly stylesheetPath: string;
  readonly scriptPath: string;
  /** The second file that the script loads, named here so that it comes beside the first and not after it. */
  readonly logoPath: string;
  readonly brand: Brand;
  readonly path: string;
  /** The path and query of the page, to come back to after a change of language. */
  readonly returnTo: string;
  readonly user: UserInHeader | undefined;
  /** False when the session could not be read: then the header shows no sign-in link. */
  readonly isUserKnown: boolean;
  readonly forms: readonly OfferedForm[];
  readonly openFindings?: OpenFindings | undefined;
}

interface LayoutProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly children: Child;
}

/** Renders the document around a page. */
export function Layout({ frame, title, children }: LayoutProps) {
  const { language, pages } = useMessages();
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${frame.brand.name}`}</title>
        <link rel="stylesheet" href={frame.stylesheetPath} />
        <link rel="icon" type="image/svg+xml" href={frame.logoPath} />
        <script type="module" src={frame.scriptPath} />
      </head>
      <body>
        <a class="skip-link" href="#content">
          {pages.frame.skipToContent}
        </a>
        <Header {...frame} />
        <main id="content">{children}</main>
        <Footer brand={frame.brand} returnTo={frame.returnTo} />
      </body>
    </html>
  );
}
