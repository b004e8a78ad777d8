/** The pages of the user's own account. */
export const accountPages = [
  { path: '/users/me', text: 'Profile' },
  { path: '/users/me/password', text: 'Password' },
  { path: '/sessions', text: 'Sessions' },
  { path: '/tokens', text: 'API tokens' },
] as const;

/** Renders the links between the pages of the user's own account. */
export function AccountNavigation({ path }: { path: (typeof accountPages)[number]['path'] }) {
  return (
    <nav class="account-tabs" aria-label="Account">
      <ul>
        {accountPages.map((page) => (
          <li>
            <a href={page.path} aria-current={page.path === path ? 'page' : undefined}>
              {page.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
