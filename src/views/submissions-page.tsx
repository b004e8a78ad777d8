import { SubmissionList, type SubmissionSummary } from './submission-list.tsx';

interface SubmissionsPageProps {
  readonly submissions: readonly SubmissionSummary[];
  readonly nextPath: string | null;
}

/** Renders the submissions that the visitor may see, newest first. */
export function SubmissionsPage({ submissions, nextPath }: SubmissionsPageProps) {
  return (
    <>
      <h1>Submissions</h1>
      {submissions.length > 0 ? <SubmissionList submissions={submissions} /> : <p>There are none here yet.</p>}
      {nextPath && (
        <p>
          <a href={nextPath} rel="next">
            Older submissions
          </a>
        </p>
      )}
    </>
  );
}
