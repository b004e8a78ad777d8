import { type Role, roles } from '../accounts/roles.ts';
import type { Problem } from '../problems/problem.ts';
import { ConfirmedAction } from './confirmed-action.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { useMessages } from './language.tsx';
import { PersonFields } from './person-fields.tsx';
import { SuccessNotice } from './success-notice.tsx';

/** The changes that the page confirms. */
export const savedChanges = ['profile', 'deactivated', 'activated'] as const;

interface UserPageProps {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly role: Role;
  readonly isActive: boolean;
  /** The change that the admin has just made. */
  readonly saved: (typeof savedChanges)[number] | undefined;
  readonly failure: Problem | undefined;
}

/** Renders another user's account for an admin. */
export function UserPage({ id, email, username, role, isActive, saved, failure }: UserPageProps) {
  const texts = useMessages().pages.account;
  const path = `/users/${id}`;
  const confirmations = {
    profile: texts.changesSaved,
    deactivated: texts.userDeactivated,
    activated: texts.userActivated,
  };
  return (
    <>
      <h1>
        <bdi>{username}</bdi>
      </h1>
      <ErrorSummary problem={failure} labels={{ username: texts.name, email: texts.email, role: texts.role }} />
      {saved && <SuccessNotice text={confirmations[saved]} />}
      <form class="account" method="post" action={path}>
        <PersonFields email={email} username={username} isOwn={false} failure={failure} />
        <label for="role">{texts.role}</label>
        <select id="role" name="role">
          {roles.map((one) => (
            <option value={one} selected={one === role}>
              {texts.roles[one]}
            </option>
          ))}
        </select>
        <button type="submit">{texts.save}</button>
      </form>
      {isActive && <PasswordLink path={path} />}
      <section aria-labelledby="access-heading">
        <h2 id="access-heading">{texts.accessTitle}</h2>
        {isActive ? <Deactivation path={path} /> : <Activation path={path} />}
      </section>
    </>
  );
}

function PasswordLink({ path }: { path: string }) {
  const texts = useMessages().pages.account;
  return (
    <section aria-labelledby="sign-in-heading">
      <h2 id="sign-in-heading">{texts.signInTitle}</h2>
      <form method="post" action={`${path}/password-links`}>
        <p>{texts.passwordLinkIntroduction}</p>
        <button type="submit" class="secondary">
          {texts.createPasswordLink}
        </button>
      </form>
    </section>
  );
}

function Deactivation({ path }: { path: string }) {
  const texts = useMessages().pages.account;
  return (
    <ConfirmedAction
      action={path}
      text={texts.deactivate}
      question={texts.deactivateQuestion}
      confirm={texts.confirmDeactivate}
    >
      <input type="hidden" name="is_active" value="false" />
    </ConfirmedAction>
  );
}

function Activation({ path }: { path: string }) {
  const texts = useMessages().pages.account;
  return (
    <form method="post" action={path}>
      <input type="hidden" name="is_active" value="true" />
      <p>{texts.inactiveUser}</p>
      <button type="submit">{texts.activate}</button>
    </form>
  );
}
