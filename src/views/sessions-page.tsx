import { readDevice, unknownDevice } from '../accounts/sessions/device.ts';
import { AccountNavigation } from './account-navigation.tsx';
import { ConfirmedAction } from './confirmed-action.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { SuccessNotice } from './success-notice.tsx';
import { Time } from './time.tsx';

interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly lastUsedAt: string;
  readonly isCurrent: boolean;
}

interface SessionsPageProps {
  readonly sessions: readonly ListedSession[];
  /** True after a session was ended. */
  readonly isEnded: boolean;
}

/** Renders the list of a user's sessions. */
export function SessionsPage({ sessions, isEnded }: SessionsPageProps) {
  const texts = useMessages().pages.account;
  return (
    <>
      <h1>{texts.sessionsTitle}</h1>
      <AccountNavigation path="/sessions" />
      {isEnded && <SuccessNotice text={texts.sessionEnded} />}
      <p>{texts.sessionsIntroduction}</p>
      <ul class="records">
        {sessions.map((session) => (
          <SessionLine session={session} />
        ))}
      </ul>
      <ConfirmedAction
        action="/sessions/delete"
        text={texts.signOutEverywhere}
        question={texts.signOutEverywhereQuestion}
        confirm={texts.confirmSignOutEverywhere}
      />
    </>
  );
}

function SessionLine({ session }: { session: ListedSession }) {
  const texts = useMessages().pages.account;
  const { id, address, lastUsedAt, isCurrent } = session;
  const device = useDeviceText(session.device);
  return (
    <li>
      <span class="record-main">
        <span class="record-title">
          {device}
          {isCurrent && <span class="badge">{texts.thisSession}</span>}
        </span>
        <span class="file-facts">
          <span>
            <FilledText
              text={texts.sessionFacts}
              parts={{ time: <Time at={lastUsedAt} />, address: <bdi>{address}</bdi> }}
            />
          </span>
        </span>
      </span>
      <ConfirmedAction
        action={`/sessions/${id}/delete`}
        text={texts.endSession}
        label={texts.endSessionOf({ device })}
        question={isCurrent ? texts.endThisSessionQuestion : texts.endSessionQuestion}
        confirm={texts.confirmEndSession}
      />
    </li>
  );
}

function useDeviceText(description: string): string {
  const texts = useMessages().pages.account;
  const { browser, system } = readDevice(description);
  if (browser === unknownDevice) return texts.unknownDevice;
  return system === undefined ? browser : texts.device({ browser, system });
}
