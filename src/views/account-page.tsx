import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { AccountNavigation } from './account-navigation.tsx';
import { AccountScript } from './account-script.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { useMessages } from './language.tsx';
import { PersonFields } from './person-fields.tsx';
import { OwnPicture, Portrait } from './portrait.tsx';
import { SuccessNotice } from './success-notice.tsx';

/** The form that takes a user's picture. */
const avatarFormPath = '/forms/avatar';

interface AccountPageProps {
  readonly email: string;
  readonly username: string;
  readonly avatarId: string | undefined;
  /** True where the app asks for a picture. */
  readonly takesPicture: boolean;
  readonly isSaved: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the profile of the user's own account. */
export function AccountPage({ email, username, avatarId, takesPicture, isSaved, failure }: AccountPageProps) {
  const texts = useMessages().pages.account;
  const labels = { username: texts.name, email: texts.email, currentPassword: texts.password };
  return (
    <>
      <h1>{texts.profileTitle}</h1>
      <AccountNavigation path="/users/me" />
      <ErrorSummary problem={failure} labels={labels} />
      {isSaved && <SuccessNotice text={texts.profileSaved} />}
      {takesPicture && <ProfilePicture username={username} avatarId={avatarId} />}
      <form class="account" method="post" action="/users/me">
        <PersonFields email={email} username={username} isOwn failure={failure} />
        <AccountField
          name="currentPassword"
          label={texts.password}
          type="password"
          autocomplete="current-password"
          hint={texts.profilePasswordHint}
          required={false}
          failure={failure}
        />
        <button type="submit">{texts.save}</button>
      </form>
      <AccountScript />
    </>
  );
}

function ProfilePicture({ username, avatarId }: Pick<AccountPageProps, 'username' | 'avatarId'>) {
  const texts = useMessages().pages.account;
  return (
    <p class="profile-picture">
      {avatarId ? (
        <OwnPicture avatarId={avatarId} alternative={texts.picture} size={64} />
      ) : (
        <Portrait username={username} avatarId={undefined} />
      )}
      <a href={avatarFormPath}>{avatarId ? texts.changePicture : texts.addPicture}</a>
    </p>
  );
}
