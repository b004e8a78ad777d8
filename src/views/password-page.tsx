import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { AccountNavigation } from './account-navigation.tsx';
import { FailureNotice } from './error-summary.tsx';
import { NewPasswordField } from './new-password-field.tsx';

interface PasswordPageProps {
  readonly email: string;
  readonly isSaved: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the page on which users change their own password. */
export function PasswordPage({ email, isSaved, failure }: PasswordPageProps) {
  return (
    <>
      <h1>Password</h1>
      <AccountNavigation path="/users/me/password" />
      <FailureNotice failure={failure} />
      {isSaved && <p role="status">Your password is changed, and you are signed out everywhere else.</p>}
      <form class="account" method="post" action="/users/me/password">
        {/* Password managers want to know whose password it is. */}
        <input type="hidden" autocomplete="username" value={email} />
        <AccountField
          name="currentPassword"
          label="Current password"
          type="password"
          autocomplete="current-password"
          failure={failure}
        />
        <NewPasswordField label="New password" failure={failure} />
        <p class="hint">Everywhere else where you are signed in you will be signed out.</p>
        <button type="submit">Change the password</button>
      </form>
    </>
  );
}
