import type { Child } from 'hono/jsx';
import type { MessageCode } from '../messages/message.ts';
import type { Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages, useProblemText } from './language.tsx';

interface ErrorSummaryProps {
  readonly problem: Problem | undefined;
  readonly heading?: string;
  /** The labels of the fields, by name, in the order of the page. A problem of one links to it. */
  readonly labels?: Readonly<Record<string, Text>>;
  /** The sentence of the problem, where it has elements within. */
  readonly children?: Child;
}

/** Problems that say no more than the problems of their fields. */
const ofFieldsOnly: readonly MessageCode[] = ['values-invalid', 'form-invalid'];

/**
 * Renders the problem of a form at its top, with a link to each field. It takes the focus when the page opens, so that
 * screen readers read it, and is on the screen. What is no mistake of the person is a caution.
 */
export function ErrorSummary({ problem, heading, labels = {}, children }: ErrorSummaryProps) {
  const { checkFields } = useMessages().pages.frame;
  const text = useProblemText(problem);
  if (!problem || !text) return null;
  const links = Object.entries(labels).flatMap(([name, label]) =>
    text.errors.filter(({ field }) => field === name).map(({ message }) => ({ name, label, message })),
  );
  const { code } = problem.message;
  const sentence = links.length > 0 && ofFieldsOnly.includes(code) ? !heading && checkFields : text.detail;
  return (
    <div
      class={code === 'sign-in-expired' ? 'error-summary notice-caution' : 'error-summary'}
      role="alert"
      tabindex={-1}
      autofocus
    >
      {heading && <h2>{heading}</h2>}
      {(children ?? sentence) && <p>{children ?? sentence}</p>}
      {links.length > 0 && (
        <ul>
          {links.map(({ name, label, message }) => (
            <li>
              <a href={`#${name}`}>
                <FieldProblem label={label} message={message} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Renders the problem of a field behind the field's label, which is left out where the sentence has it already. */
function FieldProblem({ label, message }: { label: Text; message: string }) {
  const { language, pages } = useMessages();
  const words = (text: string) =>
    ` ${text
      .toLocaleLowerCase(language)
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ')} `;
  if (words(message).includes(words(useText(label).text))) return <>{message}</>;
  const text = pages.frame.fieldProblem({ label: '{label}', problem: '{problem}' });
  return <FilledText text={text} parts={{ label: <DeclaredText text={label} />, problem: message }} />;
}
