import type { Child } from 'hono/jsx';
import type { Role } from '../accounts/roles.ts';
import type { Brand } from '../brand/define-brand.ts';
import type { Text } from '../messages/text.ts';
import { accountPages } from './account-navigation.tsx';
import { DeclaredText } from './declared-text.tsx';
import { Icon } from './icon.tsx';
import { useMessages } from './language.tsx';
import { Portrait } from './portrait.tsx';

/** A form that the user may fill in, as menus show it. */
export interface OfferedForm {
  readonly slug: string;
  readonly title: Text;
  readonly place: 'forms' | 'account';
}

/** The signed-in user, as the header shows them. */
export interface UserInHeader {
  readonly username: string;
  readonly role: Role;
  readonly avatarId?: string | undefined;
}

/** The findings of scans that wait for a person, as far as they are counted. */
export interface OpenFindings {
  readonly count: number;
  readonly isMore: boolean;
}

interface HeaderProps {
  readonly brand: Brand;
  readonly logoPath: string;
  readonly path: string;
  readonly user: UserInHeader | undefined;
  readonly isUserKnown: boolean;
  readonly forms: readonly OfferedForm[];
  /** Absent on most pages, which do not count them. */
  readonly openFindings?: OpenFindings | undefined;
}

/** The most forms that the header names. Where there are more, it links to their list. */
const namedForms = 3;

/** Renders the header of every page: the brand, and for a user the two menus. */
export function Header({ brand, logoPath, path, user, isUserKnown, forms, openFindings }: HeaderProps) {
  return (
    <header class="site-header">
      <div class="site-bar">
        <a class="brand" href="/" aria-current={path === '/' ? 'page' : undefined}>
          <img src={logoPath} alt="" />
          <span class="brand-name" dir="auto">
            {brand.name}
          </span>
        </a>
        {user && <MainMenu path={path} role={user.role} forms={forms.filter(({ place }) => place === 'forms')} />}
        {user && (
          <AccountMenu
            path={path}
            user={user}
            forms={forms.filter(({ place }) => place === 'account')}
            openFindings={openFindings}
          />
        )}
        {!user && isUserKnown && <SignIn path={path} />}
      </div>
    </header>
  );
}

/** Renders the links to forms and lists: a row on a wide page, a menu on a telephone. */
function MainMenu({ path, role, forms }: { path: string; role: Role; forms: readonly OfferedForm[] }) {
  const texts = useMessages().pages.frame;
  return (
    <>
      <button type="button" class="menu-button site-menu-button" popovertarget="site-menu">
        <Icon name="menu" />
        {texts.menu}
      </button>
      <nav id="site-menu" class="site-menu" popover="auto" aria-label={texts.mainNavigation}>
        <ul>
          {forms.length > namedForms ? (
            <MenuLink path={path} href="/forms" text={texts.forms} />
          ) : (
            forms.map(({ slug, title }) => (
              <MenuLink path={path} href={`/forms/${slug}`} text={<DeclaredText text={title} />} />
            ))
          )}
          <MenuLink path={path} href="/submissions" text={texts.submissions} />
          {role === 'admin' && <MenuLink path={path} href="/users/" text={texts.users} />}
        </ul>
      </nav>
    </>
  );
}

interface AccountMenuProps {
  readonly path: string;
  readonly user: UserInHeader;
  readonly forms: readonly OfferedForm[];
  readonly openFindings: OpenFindings | undefined;
}

/** Renders the menu of the user's own account. */
function AccountMenu({ path, user: { username, avatarId, role }, forms, openFindings }: AccountMenuProps) {
  const { frame: texts, account, jobs, statistics } = useMessages().pages;
  return (
    <>
      <button type="button" class="menu-button account-button" popovertarget="account-menu">
        <Portrait username={username} avatarId={avatarId} />
        <bdi class="account-name">{username}</bdi>
        <Icon name="down" />
      </button>
      <nav id="account-menu" class="account-menu" popover="auto" aria-label={texts.accountNavigation}>
        <ul>
          {accountPages.map((page) => (
            <MenuLink path={path} href={page.path} text={account[page.text]} />
          ))}
          {forms.map(({ slug, title }) => (
            <MenuLink path={path} href={`/forms/${slug}`} text={<DeclaredText text={title} />} />
          ))}
          {role === 'admin' && <MenuLink path={path} href="/statistics" text={statistics.title} />}
          {role === 'admin' && <MenuLink path={path} href="/jobs" text={jobs.title} />}
          {role === 'admin' && <MenuLink path={path} href="/scans" text={<ScansText open={openFindings} />} />}
          <li class="apart">
            <form method="post" action="/session/delete">
              <button type="submit">{texts.signOut}</button>
            </form>
          </li>
        </ul>
      </nav>
    </>
  );
}

/** Renders the name of the page of scans, with the number of findings that wait for a person. */
function ScansText({ open }: { open: OpenFindings | undefined }) {
  const { formats, pages } = useMessages();
  if (!open?.count) return pages.scans.title;
  return (
    <>
      {pages.scans.title}{' '}
      <span class="badge badge-caution" title={pages.scans.openFindings}>
        {formats.number(open.count)}
        {open.isMore && '+'}
        <span class="visually-hidden">{pages.scans.openFindings}</span>
      </span>
    </>
  );
}

function SignIn({ path }: { path: string }) {
  const texts = useMessages().pages.frame;
  return (
    <nav aria-label={texts.mainNavigation}>
      <ul>
        <MenuLink path={path} href="/session/new" text={texts.signIn} />
      </ul>
    </nav>
  );
}

/** Renders a link of a menu, marked on its own page and, less, on the pages below it. */
function MenuLink({ path, href, text }: { path: string; href: string; text: Child }) {
  const isBelow = path.startsWith(href.endsWith('/') ? href : `${href}/`) && !path.startsWith('/users/me');
  return (
    <li>
      <a href={href} aria-current={path === href ? 'page' : isBelow ? 'true' : undefined}>
        {text}
      </a>
    </li>
  );
}
