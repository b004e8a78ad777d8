import type { Text } from '../messages/text.ts';
import { useText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { Time } from './time.tsx';

/** The properties of a submission that a list shows. */
export interface SubmissionSummary {
  readonly id: string;
  readonly number: number;
  readonly formTitle: Text;
  /** The first text that the submitter typed; empty when the form has none. */
  readonly title: string;
  /** The time in RFC 3339. */
  readonly submittedAt: string;
  /** The submitter's name; `undefined` for the reader's own submission. */
  readonly submitter: string | undefined;
  readonly files: { readonly count: number; readonly firstName: string; readonly totalBytes: number } | undefined;
}

/** Renders submissions, a line each, with links to their receipts. */
export function SubmissionList({ submissions }: { submissions: readonly SubmissionSummary[] }) {
  return (
    <ul class="records">
      {submissions.map((submission) => (
        <SubmissionLine {...submission} />
      ))}
    </ul>
  );
}

function SubmissionLine({ id, title, submittedAt, submitter, files, ...receipt }: SubmissionSummary) {
  const { formats, pages } = useMessages();
  const { fileAndMore, receiptTitle } = pages.submissions;
  const name = receiptTitle({ ...receipt, formTitle: useText(receipt.formTitle).text });
  return (
    <li>
      <div class="record-main">
        <a href={`/submissions/${id}`}>{title === '' ? name : <bdi>{title}</bdi>}</a>
        <div class="record-facts facts">
          {title !== '' && <span>{name}</span>}
          {submitter !== undefined && (
            <span>
              <bdi>{submitter}</bdi>
            </span>
          )}
          {files && (
            <span>
              <FilledText
                text={fileAndMore({ more: files.count - 1 })}
                parts={{ file: <bdi>{files.firstName}</bdi> }}
              />
            </span>
          )}
          {files && <span class="size">{formats.bytes(files.totalBytes)}</span>}
        </div>
      </div>
      <Time at={submittedAt} />
    </li>
  );
}
