import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { Time } from './time.tsx';

/** The properties of a submission that a list shows. */
export interface SubmissionSummary {
  readonly id: string;
  readonly number: number;
  readonly formTitle: Text;
  /** The time in RFC 3339. */
  readonly submittedAt: string;
  readonly submitter: string;
  readonly fileCount: number;
}

/** Renders submissions, a line each, with links to their receipts. */
export function SubmissionList({ submissions }: { submissions: readonly SubmissionSummary[] }) {
  return (
    <ul class="records">
      {submissions.map(({ id, number, formTitle, submittedAt, submitter, fileCount }) => (
        <li>
          <a href={`/submissions/${id}`}>
            <DeclaredText text={formTitle} /> no. {number}
          </a>
          <span class="file-facts">
            <bdi>{submitter}</bdi>, {fileCount === 1 ? '1 file' : `${fileCount} files`}, <Time at={submittedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
