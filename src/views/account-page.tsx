import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { AccountNavigation } from './account-navigation.tsx';
import { FailureNotice, SuccessNotice } from './account-notices.tsx';
import { AccountScript } from './account-script.tsx';
import { useMessages } from './language.tsx';
import { PersonFields } from './person-fields.tsx';
import { Portrait } from './portrait.tsx';

/** The form that takes a user's picture. */
const avatarFormPath = '/forms/avatar';

interface AccountPageProps {
  readonly email: string;
  readonly username: string;
  /** True for a user with a picture, `undefined` where the app asks for none. */
  readonly hasPicture: boolean | undefined;
  readonly isSaved: boolean;
  readonly failure: Problem | undefined;
}

/** Renders the profile of the user's own account. */
export function AccountPage({ email, username, hasPicture, isSaved, failure }: AccountPageProps) {
  const texts = useMessages().pages.account;
  const labels = { username: texts.name, email: texts.email, currentPassword: texts.password };
  return (
    <>
      <h1>{texts.profileTitle}</h1>
      <AccountNavigation path="/users/me" />
      <FailureNotice failure={failure} labels={labels} />
      {isSaved && <SuccessNotice text={texts.profileSaved} />}
      {hasPicture !== undefined && <ProfilePicture username={username} hasPicture={hasPicture} />}
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

function ProfilePicture({ username, hasPicture }: { username: string; hasPicture: boolean }) {
  const texts = useMessages().pages.account;
  return (
    <p class="profile-picture">
      {hasPicture ? (
        <img class="picture picture-round" src="/avatar.png" alt={texts.picture} width="64" height="64" />
      ) : (
        <Portrait username={username} />
      )}
      <a href={avatarFormPath}>{hasPicture ? texts.changePicture : texts.addPicture}</a>
    </p>
  );
}
