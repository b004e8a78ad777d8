import type { Problem } from '../problems/problem.ts';
import { AccountScript } from './account-script.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { PersonFields } from './person-fields.tsx';

interface RegistrationPageProps {
  readonly email: string;
  readonly username: string;
  readonly failure: Problem | undefined;
}

/** Renders the page on which a visitor signs up. */
export function RegistrationPage({ email, username, failure }: RegistrationPageProps) {
  const { account: texts, signIn } = useMessages().pages;
  const labels = { username: texts.name, email: texts.email, password: texts.password };
  const hasAccount = failure?.message.code === 'email-registered';
  const signInLink = (text: string) => <a href="/session/new">{text}</a>;
  return (
    <article class="sign-in">
      <h1>{texts.registrationTitle}</h1>
      {hasAccount ? (
        <ErrorSummary problem={failure}>
          <FilledText text={texts.emailHasAccount} parts={{ signIn: signInLink(texts.signInInstead) }} />
        </ErrorSummary>
      ) : (
        <ErrorSummary problem={failure} labels={labels} />
      )}
      <form method="post" action="/users/">
        <PersonFields email={email} username={username} isOwn failure={failure} />
        <NewPasswordField label={texts.password} failure={failure} />
        <button type="submit">{texts.createAccount}</button>
      </form>
      <p>
        <FilledText text={texts.haveAccount} parts={{ signIn: signInLink(signIn.send) }} />
      </p>
      <AccountScript />
    </article>
  );
}
