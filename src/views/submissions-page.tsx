import type { Text } from '../messages/text.ts';
import { useMessages } from './language.tsx';
import { ReviewLinks } from './review-links.tsx';
import { SubmissionList, type SubmissionSummary } from './submission-list.tsx';
import { SuccessNotice } from './success-notice.tsx';

interface SubmissionsPageProps {
  readonly submissions: readonly SubmissionSummary[];
  readonly nextPath: string | null;
  /** The forms that the visitor reviews. */
  readonly reviewed?: readonly { readonly slug: string; readonly title: Text }[];
  /** True after a submission was deleted. */
  readonly isDeleted?: boolean;
}

/** Renders the submissions that the visitor may see, newest first. */
export function SubmissionsPage({ submissions, nextPath, reviewed = [], isDeleted }: SubmissionsPageProps) {
  const { submissions: texts, deletion } = useMessages().pages;
  return (
    <>
      <h1>{texts.title}</h1>
      {isDeleted && <SuccessNotice text={deletion.done} />}
      <ReviewLinks forms={reviewed} />
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
