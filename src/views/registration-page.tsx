import { type Failure, FailureNotice } from './account-field.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { PersonFields } from './person-fields.tsx';

interface RegistrationPageProps {
  readonly email: string;
  readonly username: string;
  /** An admin adds somebody else. */
  readonly isAdding: boolean;
  readonly failure: Failure | undefined;
}

/** Where a person signs up, or an admin adds one. */
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
