import type { Problem } from '../problems/problem.ts';
import { AccountScript } from './account-script.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NewPasswordField } from './new-password-field.tsx';

interface ChoosePasswordPageProps {
  readonly path: string;
  readonly email: string;
  readonly failure: Problem | undefined;
}

/** Renders the page of a one-time link, on which a user chooses a password. */
export function ChoosePasswordPage({ path, email, failure }: ChoosePasswordPageProps) {
  const texts = useMessages().pages.account;
  return (
    <>
      <article class="sign-in">
        <h1>{texts.choosePasswordTitle}</h1>
        <p>
          <FilledText text={texts.choosePasswordFor} parts={{ email: <BreakableEmail email={email} /> }} />
        </p>
        <ErrorSummary problem={failure} labels={{ password: texts.newPassword }} />
        <form method="post" action={path}>
          <input type="hidden" autocomplete="username" value={email} />
          <NewPasswordField label={texts.newPassword} failure={failure} />
          <button type="submit">{texts.saveAndSignIn}</button>
        </form>
      </article>
      <AccountScript />
    </>
  );
}

/** Renders an address that breaks at its `@` where it does not fit on a line. */
function BreakableEmail({ email }: { email: string }) {
  const at = email.lastIndexOf('@');
  return (
    <bdi>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </bdi>
  );
}
