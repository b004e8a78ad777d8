import { AccountNavigation } from './account-navigation.tsx';
import { Time } from './time.tsx';

interface SessionsPageProps {
  readonly sessions: readonly {
    readonly id: string;
    readonly device: string;
    readonly address: string;
    readonly lastUsedAt: string;
    readonly isCurrent: boolean;
  }[];
}

/** Renders the list of a user's sessions. */
export function SessionsPage({ sessions }: SessionsPageProps) {
  return (
    <>
      <h1>Sessions</h1>
      <AccountNavigation path="/sessions" />
      <p>Where you are signed in. End what you do not know, and change your password then.</p>
      <ul class="records">
        {sessions.map(({ id, device, address, lastUsedAt, isCurrent }) => (
          <li>
            <span>
              {device}
              {isCurrent && <strong> (this one)</strong>}
              <br />
              <span class="file-facts">
                Last used <Time at={lastUsedAt} /> from {address}
              </span>
            </span>
            <form method="post" action={`/sessions/${id}/delete`}>
              <button type="submit" class="secondary outline">
                End<span class="visually-hidden"> the session of {device}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      <form method="post" action="/sessions/delete">
        <p>Signing out everywhere ends all of them, this one too.</p>
        <button type="submit">Sign out everywhere</button>
      </form>
    </>
  );
}
