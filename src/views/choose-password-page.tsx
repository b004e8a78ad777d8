import type { ProblemText } from '../problems/problem-text.ts';
import { FailureNotice } from './account-field.tsx';
import { NewPasswordField } from './new-password-field.tsx';

/** Renders the page of a one-time link, on which a user chooses a password. */
export function ChoosePasswordPage({
  path,
  email,
  failure,
}: {
  path: string;
  email: string;
  failure: ProblemText | undefined;
}) {
  return (
    <article class="sign-in">
      <h1>Choose a password</h1>
      <p>
        For <bdi>{email}</bdi>. Everywhere where you are signed in you will be signed out.
      </p>
      <FailureNotice failure={failure} />
      <form method="post" action={path}>
        <input type="hidden" autocomplete="username" value={email} />
        <NewPasswordField label="New password" failure={failure} />
        <button type="submit">Save and sign in</button>
      </form>
    </article>
  );
}
