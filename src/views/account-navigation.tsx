import { useMessages } from './language.tsx';

/** The pages of the user's own account, with the name of their text. */
export const accountPages = [
  { path: '/users/me', text: 'profileTitle' },
  { path: '/users/me/password', text: 'passwordTitle' },
  { path: '/sessions', text: 'sessionsTitle' },
  { path: '/tokens', text: 'tokensTitle' },
  { path: '/exports', text: 'exportsTitle' },
  { path: '/shares', text: 'linksTitle' },
] as const;

/** Renders the links between the pages of the user's own account. */
export function AccountNavigation({ path }: { path: (typeof accountPages)[number]['path'] }) {
  const texts = useMessages().pages.account;
  return (
    <nav class="account-tabs" aria-label={texts.navigation}>
      <ul>
        {accountPages.map((page) => (
          <li>
            <a href={page.path} aria-current={page.path === path ? 'page' : undefined}>
              {texts[page.text]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
