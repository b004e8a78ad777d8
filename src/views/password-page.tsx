import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { AccountNavigation } from './account-navigation.tsx';
import { AccountScript } from './account-script.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { useMessages } from './language.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { SuccessNotice } from './success-notice.tsx';

interface PasswordPageProps {
  readonly email: string;
  readonly isSaved: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the page on which users change their own password. */
export function PasswordPage({ email, isSaved, failure }: PasswordPageProps) {
  const texts = useMessages().pages.account;
  const labels = { currentPassword: texts.currentPassword, password: texts.newPassword };
  return (
    <>
      <h1>{texts.passwordTitle}</h1>
      <AccountNavigation path="/users/me/password" />
      <ErrorSummary problem={failure} labels={labels} />
      {isSaved && <SuccessNotice text={texts.passwordSaved} />}
      <form class="account" method="post" action="/users/me/password">
        {/* Password managers want to know whose password it is. */}
        <input type="hidden" autocomplete="username" value={email} />
        <AccountField
          name="currentPassword"
          label={texts.currentPassword}
          type="password"
          autocomplete="current-password"
          failure={failure}
        />
        <NewPasswordField label={texts.newPassword} failure={failure} />
        <p class="hint">{texts.passwordSignsOut}</p>
        <button type="submit">{texts.changePassword}</button>
      </form>
      <AccountScript />
    </>
  );
}
