import type { Child } from 'hono/jsx';
import type { Role } from '../accounts/roles.ts';
import { directionOf } from '../messages/language.ts';
import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';
import { LanguageSwitch } from './language-switch.tsx';

/** The parts of every page around its content. */
export interface PageFrame {
  readonly stylesheetPath: string;
  readonly scriptPath: string;
  readonly path: string;
  /** The path and query of the page, to come back to after a change of language. */
  readonly returnTo: string;
  readonly user: { readonly username: string; readonly role: Role } | undefined;
  /** False when the session could not be read: then the header shows no sign-in link. */
  readonly isUserKnown: boolean;
  readonly forms: readonly { readonly slug: string; readonly title: Text }[];
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
        <title>{`${title} – Sluice`}</title>
        <link rel="stylesheet" href={frame.stylesheetPath} />
        <link rel="icon" href="data:," />
        <script type="module" src={frame.scriptPath} />
      </head>
      <body>
        <a class="skip-link" href="#content">
          {pages.frame.skipToContent}
        </a>
        <Header frame={frame} />
        <main id="content">{children}</main>
        <footer>
          <p>{pages.frame.footer}</p>
          <LanguageSwitch returnTo={frame.returnTo} />
        </footer>
      </body>
    </html>
  );
}

function Header({ frame }: { frame: PageFrame }) {
  const { user, path } = frame;
  const texts = useMessages().pages.frame;
  return (
    <header>
      <nav aria-label={texts.mainNavigation}>
        <ul>
          <li>
            <a href="/">
              <strong>Sluice</strong>
            </a>
          </li>
          {user &&
            frame.forms.map((form) => (
              <li>
                <NavLink path={path} href={`/forms/${form.slug}`} text={<DeclaredText text={form.title} />} />
              </li>
            ))}
          {user && (
            <li>
              <NavLink path={path} href="/submissions" text={texts.submissions} />
            </li>
          )}
          {user?.role === 'admin' && (
            <li>
              <NavLink path={path} href="/users/" text={texts.users} />
            </li>
          )}
        </ul>
        {frame.isUserKnown && (
          <ul>{user ? <SignedIn username={user.username} path={path} /> : <SignedOut path={path} />}</ul>
        )}
      </nav>
    </header>
  );
}

function NavLink({ path, href, text }: { path: string; href: string; text: Child }) {
  return (
    <a href={href} aria-current={path === href ? 'page' : undefined}>
      {text}
    </a>
  );
}

function SignedIn({ username, path }: { username: string; path: string }) {
  return (
    <>
      <li>
        <NavLink path={path} href="/users/me" text={<bdi>{username}</bdi>} />
      </li>
      <li>
        <form method="post" action="/session/delete">
          <button type="submit" class="secondary outline">
            {useMessages().pages.frame.signOut}
          </button>
        </form>
      </li>
    </>
  );
}

function SignedOut({ path }: { path: string }) {
  return (
    <li>
      <NavLink path={path} href="/session/new" text={useMessages().pages.frame.signIn} />
    </li>
  );
}
