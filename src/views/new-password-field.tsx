import { passwordLength } from '../accounts/limits.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { useMessages } from './language.tsx';

/** Renders the field for a new password. The hint states the rules first, and a password manager may make one. */
export function NewPasswordField({ label, failure }: { label: string; failure: Problem | undefined }) {
  const { min, max } = passwordLength;
  return (
    <AccountField
      name="password"
      label={label}
      type="password"
      autocomplete="new-password"
      hint={useMessages().pages.account.newPasswordHint({ characters: min })}
      minlength={min}
      maxlength={max}
      failure={failure}
    />
  );
}
