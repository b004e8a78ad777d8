import { ConfirmedAction } from './confirmed-action.tsx';
import { useMessages } from './language.tsx';
import { type ShownState, StateBadge } from './state-badge.tsx';

/** How far the review of a submission is, as its submitter sees it. */
export interface Progress {
  readonly state: ShownState;
  /** The words of the reviewers to the submitter. */
  readonly message: string | undefined;
  /** The address of the form for a new version, where the submission was returned. */
  readonly newVersionPath: string | undefined;
  /** The address to which a withdrawal posts, as long as one is possible. */
  readonly withdrawalPath: string | undefined;
  readonly earlierPath: string | undefined;
  readonly newerPath: string | undefined;
}

/** Renders the state of a submission for its submitter: in words, with the message and what they can do now. */
export function SubmitterProgress(progress: Progress) {
  const { state, message, newVersionPath, withdrawalPath, earlierPath, newerPath } = progress;
  const texts = useMessages().pages.review;
  return (
    <>
      <p class="submission-state">
        <span class="quiet">{texts.state}</span> <StateBadge state={state} />
      </p>
      {(message !== undefined || newVersionPath) && (
        <section class={newVersionPath ? 'notice notice-caution' : 'notice'} aria-labelledby="message-heading">
          <h2 id="message-heading">{newVersionPath ? texts.returnedTitle : texts.reviewersMessage}</h2>
          {message !== undefined && (
            <blockquote class="multiline" dir="auto">
              {message}
            </blockquote>
          )}
          {newVersionPath && (
            <>
              <p>{texts.returnedHint}</p>
              <p>
                <a class="button" href={newVersionPath}>
                  {texts.sendNewVersion}
                </a>
              </p>
            </>
          )}
        </section>
      )}
      <Versions earlierPath={earlierPath} newerPath={newerPath} />
      {withdrawalPath && (
        <ConfirmedAction
          action={withdrawalPath}
          text={texts.withdraw}
          question={texts.withdrawQuestion}
          confirm={texts.withdrawConfirm}
        />
      )}
    </>
  );
}

/** Renders the links from one version of a submission to the other. */
export function Versions({ earlierPath, newerPath }: Pick<Progress, 'earlierPath' | 'newerPath'>) {
  const texts = useMessages().pages.review;
  if (!earlierPath && !newerPath) return null;
  return (
    <nav class="actions submission-versions" aria-label={texts.versions}>
      {earlierPath && <a href={earlierPath}>{texts.earlierVersion}</a>}
      {newerPath && <a href={newerPath}>{texts.newerVersion}</a>}
    </nav>
  );
}
