import type { Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { useText } from './declared-text.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FieldNotes, notesOf } from './field-notes.tsx';
import { useMessages, useProblemText } from './language.tsx';
import { Time } from './time.tsx';

interface DeletionPageProps {
  readonly id: string;
  readonly number: number;
  readonly formTitle: Text;
  readonly submittedAt: string;
  readonly submitter: string;
  readonly files: { readonly count: number; readonly totalBytes: number };
  /** The reason as the admin typed it. */
  readonly reason: string;
  readonly maxReasonLength: number;
  readonly failure: Problem | undefined;
}

/** Renders the page on which an admin deletes a submission: what goes, what stays, and the question why. */
export function DeletionPage(props: DeletionPageProps) {
  const { id, number, submittedAt, submitter, files, reason, maxReasonLength, failure } = props;
  const { formats, pages } = useMessages();
  const texts = pages.deletion;
  const formTitle = useText(props.formTitle).text;
  const error = useProblemText(failure)?.errors.find(({ field }) => field === 'reason')?.message;
  const notes = { name: 'reason', hint: texts.reasonHint, error };
  return (
    <>
      <h1>{texts.title({ formTitle, number })}</h1>
      <ErrorSummary problem={failure} labels={{ reason: texts.reason }} />
      <article>
        <dl>
          <dt>{pages.submissions.received}</dt>
          <dd>
            <Time at={submittedAt} />
          </dd>
          <dt>{pages.submissions.from}</dt>
          <dd>
            <bdi>{submitter}</bdi>
          </dd>
        </dl>
      </article>
      <p>{texts.question}</p>
      <ul>
        <li>{texts.values}</li>
        {files.count > 0 && <li>{texts.files({ count: files.count, size: formats.bytes(files.totalBytes) })}</li>}
        <li>{texts.history}</li>
      </ul>
      <p>{texts.remains}</p>
      <form method="post" action={`/submissions/${id}/deletion`}>
        <div>
          <label for="reason">{texts.reason}</label>
          <FieldNotes {...notes} />
          <textarea
            id="reason"
            name="reason"
            rows={3}
            required
            maxlength={maxReasonLength}
            aria-invalid={error === undefined ? undefined : 'true'}
            aria-describedby={notesOf(notes)}
          >
            {reason}
          </textarea>
        </div>
        <p class="actions">
          <button type="submit" class="danger">
            {texts.confirm}
          </button>
          <a href={`/submissions/${id}`}>{texts.cancel}</a>
        </p>
      </form>
    </>
  );
}
