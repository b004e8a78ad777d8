import type { Problem } from '../problems/problem.ts';
import { AccountField, SuccessNotice } from './account-field.tsx';
import { AccountNavigation } from './account-navigation.tsx';
import { FailureNotice } from './error-summary.tsx';
import { useMessages } from './language.tsx';
import { PersonFields } from './person-fields.tsx';

interface AccountPageProps {
  readonly email: string;
  readonly username: string;
  readonly isSaved: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the profile of the user's own account. */
export function AccountPage({ email, username, isSaved, failure }: AccountPageProps) {
  return (
    <>
      <h1>Profile</h1>
      <AccountNavigation path="/users/me" />
      <FailureNotice failure={failure} />
      {isSaved && <SuccessNotice text={useMessages().pages.account.profileSaved} />}
      <form class="account" method="post" action="/users/me">
        <PersonFields email={email} username={username} isOwn failure={failure} />
        <AccountField
          name="currentPassword"
          label="Password"
          type="password"
          autocomplete="current-password"
          hint="Only needed to change the email address."
          required={false}
          failure={failure}
        />
        <button type="submit">Save</button>
      </form>
    </>
  );
}
