import { useMessages } from './language.tsx';
import { SubmissionList, type SubmissionSummary } from './submission-list.tsx';
import { SuccessNotice } from './success-notice.tsx';

interface SubmissionsPageProps {
  readonly submissions: readonly SubmissionSummary[];
  readonly nextPath: string | null;
  /** True after a submission was deleted. */
  readonly isDeleted?: boolean;
}

/** Renders the submissions that the visitor may see, newest first. */
export function SubmissionsPage({ submissions, nextPath, isDeleted }: SubmissionsPageProps) {
  const { submissions: texts, deletion } = useMessages().pages;
  return (
    <>
      <h1>{texts.title}</h1>
      {isDeleted && <SuccessNotice text={deletion.done} />}
      {submissions.length > 0 ? <SubmissionList submissions={submissions} /> : <NoSubmissions />}
      {nextPath && (
        <p>
          <a href={nextPath} rel="next">
            {texts.older}
          </a>
        </p>
      )}
    </>
  );
}

/** Renders the place of a list that has no submissions, with the way to send one. */
function NoSubmissions() {
  const texts = useMessages().pages.submissions;
  return (
    <div class="empty">
      <p>{texts.none}</p>
      <p>
        <a href="/forms" class="button">
          {texts.chooseForm}
        </a>
      </p>
    </div>
  );
}
