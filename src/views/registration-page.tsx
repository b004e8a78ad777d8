import { AccountField, type Failure, FailureNotice } from './account-field.tsx';
import { NewPasswordField } from './new-password-field.tsx';

interface RegistrationPageProps {
  readonly email: string;
  readonly username: string;
  /** An admin adds somebody else. */
  readonly isAdding: boolean;
  readonly failure: Failure | undefined;
}

/** Where a person signs up, or an admin adds one. */
export function RegistrationPage({ email, username, isAdding, failure }: RegistrationPageProps) {
  const fill = (autocomplete: string) => (isAdding ? 'off' : autocomplete);
  return (
    <article class="sign-in">
      <h1>{isAdding ? 'Add a user' : 'Create an account'}</h1>
      <FailureNotice failure={failure} />
      <form method="post" action="/users/">
        <AccountField
          name="username"
          label="Name"
          type="text"
          autocomplete={fill('name')}
          value={username}
          maxlength={50}
          failure={failure}
        />
        <AccountField
          name="email"
          label="Email"
          type="email"
          autocomplete={fill('username')}
          value={email}
          maxlength={254}
          failure={failure}
        />
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
