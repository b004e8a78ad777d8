import type { Context } from 'hono';
import type { PasswordLink } from '../accounts/passwords/password-link.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Messages } from '../messages/messages.ts';
import { PasswordLinkPage } from '../views/password-link-page.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { renderPage } from './render-page.tsx';

/** Returns the address that a link opens. */
export function passwordLinkUrl({ publicUrl }: Dependencies, { id }: PasswordLink): string {
  return `${publicUrl}/password-links/${id}`;
}

/** Shows a link to the admin who made it, without a redirect: no other page could read it. */
export function showPasswordLink(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  userId: string,
  link: PasswordLink,
  { isInvitation = false } = {},
): Promise<ResponseWithoutJson> {
  const user = { id: userId, username: link.username };
  const page = (
    <PasswordLinkPage
      url={passwordLinkUrl(dependencies, link)}
      expiresAt={link.expiresAt}
      user={user}
      isInvitation={isInvitation}
    />
  );
  const titleIn = ({ pages }: Messages) =>
    isInvitation ? pages.account.invitationTitle : pages.account.passwordLinkTitle;
  return renderPage(c, dependencies, titleIn, page, 201);
}
