import type { Problem } from '../problems/problem.ts';
import { FailureNotice } from './error-summary.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { PersonFields } from './person-fields.tsx';

interface RegistrationPageProps {
  readonly email: string;
  readonly username: string;
  /** True when an admin adds another user. */
  readonly isAdding: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the page on which a visitor signs up, or an admin adds a user. */
export function RegistrationPage({ email, username, isAdding, failure }: RegistrationPageProps) {
  return (
    <article class="sign-in">
      <h1>{isAdding ? 'Add a user' : 'Create an account'}</h1>
      <FailureNotice failure={failure} />
      <form method="post" action="/users/">
        <PersonFields email={email} username={username} isOwn={!isAdding} failure={failure} />
        <NewPasswordField label="Password" failure={failure} />
        <button type="submit">{isAdding ? 'Add' : 'Create the account'}</button>
      </form>
      {!isAdding && (
        <p>
          <a href="/session/new">I have an account already</a>
        </p>
      )}
    </article>
  );
}
