import type { Message } from '../messages/message.ts';
import { sentenceOf } from '../messages/sentence.ts';
import type { Problem } from '../problems/problem.ts';
import { type TitledDecision, titleOfDecision } from './decision-title.ts';
import { ErrorSummary } from './error-summary.tsx';
import { useMessages } from './language.tsx';

interface BulkRefusedPageProps {
  readonly action: string;
  readonly decision: TitledDecision | undefined;
  /** The number of chosen submissions; `undefined` for all that match a filter. */
  readonly count: number | undefined;
  readonly problem: Problem;
  /** The submissions that changed since they were chosen, with how they stand now. */
  readonly changed: readonly { readonly id: string; readonly reason: Message }[];
  /** What was posted, where it can be mended and sent again. */
  readonly post: readonly (readonly [string, string])[] | undefined;
  readonly submissionsPath: string;
}

/** Renders a decision about many submissions that was refused: what changed, or its inputs once more. */
export function BulkRefusedPage(page: BulkRefusedPageProps) {
  const { action, decision, count, problem, changed, post, submissionsPath } = page;
  const messages = useMessages();
  const texts = messages.pages.decisions;
  return (
    <>
      <h1>{decision ? titleOfDecision(decision, false, messages) : texts.recent}</h1>
      <ErrorSummary problem={problem} />
      {changed.length > 0 && (
        <ul class="records">
          {changed.map(({ id, reason }) => (
            <li>
              <a href={`/submissions/${id}`}>{sentenceOf(reason, messages)}</a>
            </li>
          ))}
        </ul>
      )}
      {post && decision && (
        <form method="post" action={action}>
          {post
            .filter(([name]) => !inputsOf[decision.kind].some((shown) => shown === name))
            .map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
          {count !== undefined && <p>{texts.submissions({ count })}</p>}
          {inputsOf[decision.kind].map((name) => (
            <Input name={name} value={post.find(([posted]) => posted === name)?.[1] ?? ''} />
          ))}
          <div class="actions">
            <button type="submit">{titleOfDecision(decision, false, messages)}</button>
          </div>
        </form>
      )}
      <p class="bulk-links">
        <a href={submissionsPath}>{texts.back}</a>
      </p>
    </>
  );
}

type InputName = 'message' | 'assignee' | 'label' | 'note';

/** The inputs of each kind of decision that can be wrong. */
const inputsOf: Readonly<Record<TitledDecision['kind'], readonly InputName[]>> = {
  state: ['message', 'note'],
  assignee: ['assignee', 'note'],
  'label-added': ['label', 'note'],
  'label-removed': ['label', 'note'],
  note: ['note'],
};

function Input({ name, value }: { name: InputName; value: string }) {
  const texts = useMessages().pages.decisions;
  const hint = name === 'message' ? texts.messageHint : name === 'note' ? texts.noteHint : undefined;
  const attributes = { id: name, name, 'aria-describedby': hint && `${name}-hint` };
  return (
    <>
      <label for={name}>{texts[name]}</label>
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
      {name === 'message' || name === 'note' ? (
        <textarea {...attributes} rows={3}>
          {value}
        </textarea>
      ) : (
        <input {...attributes} value={value} />
      )}
    </>
  );
}
