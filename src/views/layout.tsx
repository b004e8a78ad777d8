import type { Child } from 'hono/jsx';
import type { Role } from '../accounts/roles.ts';
import type { Brand } from '../brand/define-brand.ts';
import { Footer } from './footer.tsx';
import { Header, type OfferedForm } from './header.tsx';

/** The parts of every page around its content. */
export interface PageFrame {
  readonly stylesheetPath: string;
  readonly scriptPath: string;
  readonly logoPath: string;
  readonly brand: Brand;
  readonly path: string;
  readonly user: { readonly username: string; readonly role: Role } | undefined;
  /** False when the session could not be read: then the header shows no sign-in link. */
  readonly isUserKnown: boolean;
  readonly forms: readonly OfferedForm[];
}

interface LayoutProps {
  readonly frame: PageFrame;
  readonly title: string;
  readonly children: Child;
}

/** Renders the document around a page. */
export function Layout({ frame, title, children }: LayoutProps) {
  return (
    <html lang="en">
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
          Skip to content
        </a>
        <Header {...frame} />
        <main id="content">{children}</main>
        <Footer brand={frame.brand} />
      </body>
    </html>
  );
}
