import type { Problem } from '../problems/problem.ts';
import { FailureNotice } from './error-summary.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NewPasswordField } from './new-password-field.tsx';

/** Renders the page of a one-time link, on which a user chooses a password. */
export function ChoosePasswordPage({
  path,
  email,
  failure,
}: {
  path: string;
  email: string;
  failure: Problem | undefined;
}) {
  const texts = useMessages().pages.account;
  return (
    <article class="sign-in">
      <h1>{texts.choosePasswordTitle}</h1>
      <p>
        <FilledText text={texts.choosePasswordFor} parts={{ email: <bdi>{email}</bdi> }} />
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
