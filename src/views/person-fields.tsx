import { maxEmailLength, maxNameLength } from '../accounts/limits.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { useMessages } from './language.tsx';

interface PersonFieldsProps {
  readonly email: string;
  readonly username: string;
  /** True for the reader's own data, which their browser may fill in. */
  readonly isOwn: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the fields for the name and address of a person, on every page that has them. */
export function PersonFields({ email, username, isOwn, failure }: PersonFieldsProps) {
  const texts = useMessages().pages.account;
  return (
    <>
      <AccountField
        name="username"
        label={texts.name}
        type="text"
        autocomplete={isOwn ? 'name' : 'off'}
        value={username}
        maxlength={maxNameLength}
        failure={failure}
      />
      <AccountField
        name="email"
        label={texts.email}
        type="email"
        autocomplete={isOwn ? 'username' : 'off'}
        value={email}
        maxlength={maxEmailLength}
        failure={failure}
      />
    </>
  );
}
