import { CopyField } from './copy-field.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { SuccessNotice } from './success-notice.tsx';
import { Time } from './time.tsx';

interface PasswordLinkPageProps {
  readonly url: string;
  readonly expiresAt: string;
  readonly user: { readonly id: string; readonly username: string };
  /** True for a user who was added just now. */
  readonly isInvitation: boolean;
}

/** Renders the link that an admin has just made, for passing on. */
export function PasswordLinkPage({ url, expiresAt, user, isInvitation }: PasswordLinkPageProps) {
  const texts = useMessages().pages.account;
  return (
    <>
      <h1>{isInvitation ? texts.invitationTitle : texts.passwordLinkTitle}</h1>
      {isInvitation && <SuccessNotice text={texts.userAdded({ username: user.username })} />}
      <p>
        <FilledText text={texts.passwordLinkFor} parts={{ username: <bdi>{user.username}</bdi> }} />
      </p>
      <CopyField id="password-link" label={texts.passwordLink} value={url} hint={texts.passwordLinkHint} />
      <p>
        <FilledText text={texts.passwordLinkFacts} parts={{ time: <Time at={expiresAt} /> }} />
      </p>
      <p>
        <a href={`/users/${user.id}`}>{texts.backToUser}</a>
      </p>
    </>
  );
}
