import { Time } from './time.tsx';

/** Renders the link that an admin has just made, for passing on. */
export function PasswordLinkPage({ url, expiresAt, userPath }: { url: string; expiresAt: string; userPath: string }) {
  return (
    <>
      <h1>A link to choose a password</h1>
      <p>Give it to this user only: the first person who opens it chooses the password.</p>
      <p>
        <code>{url}</code>
      </p>
      <p>
        It works once, until <Time at={expiresAt} />. It is shown only here. A link that was made before no longer
        works.
      </p>
      <p>
        <a href={userPath}>Back to the user</a>
      </p>
    </>
  );
}
