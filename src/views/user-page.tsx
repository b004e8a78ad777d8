import { type Role, roles } from '../accounts/roles.ts';
import type { Problem } from '../problems/problem.ts';
import { SuccessNotice } from './account-field.tsx';
import { FailureNotice } from './error-summary.tsx';
import { useMessages } from './language.tsx';
import { PersonFields } from './person-fields.tsx';

interface UserPageProps {
  readonly id: string;
  readonly email: string;
  readonly username: string;
  readonly role: Role;
  readonly isActive: boolean;
  readonly isSaved: boolean;
  readonly failure: Problem | undefined;
}

const wordOf: Readonly<Record<Role, string>> = { user: 'User', admin: 'Admin' };

/** Renders another user's account for an admin. */
export function UserPage({ id, email, username, role, isActive, isSaved, failure }: UserPageProps) {
  const path = `/users/${id}`;
  return (
    <>
      <h1>
        <bdi>{username}</bdi>
      </h1>
      <FailureNotice failure={failure} />
      {isSaved && <SuccessNotice text={useMessages().pages.account.changesSaved} />}
      <form class="account" method="post" action={path}>
        <PersonFields email={email} username={username} isOwn={false} failure={failure} />
        <label for="role">Role</label>
        <select id="role" name="role">
          {roles.map((one) => (
            <option value={one} selected={one === role}>
              {wordOf[one]}
            </option>
          ))}
        </select>
        <button type="submit">Save</button>
      </form>
      <section aria-labelledby="sign-in-heading">
        <h2 id="sign-in-heading">Sign-in</h2>
        <form method="post" action={`${path}/password-links`}>
          <p>
            A link lets this user choose a new password. It works once, and ends all that opened the account before, API
            tokens too.
          </p>
          <button type="submit" class="secondary">
            Make a password link
          </button>
        </form>
        <form method="post" action={path}>
          <input type="hidden" name="is_active" value={isActive ? 'false' : 'true'} />
          <p>
            {isActive
              ? 'Deactivating ends all sessions and revokes all API tokens of this user.'
              : 'This user is not active and cannot sign in.'}
          </p>
          <button type="submit" class="secondary">
            {isActive ? 'Deactivate' : 'Activate'}
          </button>
        </form>
      </section>
    </>
  );
}
