import type { Child } from 'hono/jsx';
import type { Problem } from '../problems/problem.ts';
import { useMessages, useProblemText } from './language.tsx';

interface FailureNoticeProps {
  readonly failure: Problem | undefined;
  /** The labels of the fields, by name, in the order of the page. A problem of one links to it. */
  readonly labels?: Readonly<Record<string, string>>;
  /** The sentence of the problem, where it has elements within. */
  readonly children?: Child;
}

/** Renders the problem of a form, with a link to each field. It has the focus when the page opens. */
export function FailureNotice({ failure, labels = {}, children }: FailureNoticeProps) {
  const { checkFields, fieldProblem } = useMessages().pages.account;
  const text = useProblemText(failure);
  if (!text) return null;
  const links = Object.entries(labels).flatMap(([name, label]) =>
    text.errors
      .filter(({ field }) => field === name)
      .map(({ field, message }) => ({ field, text: fieldProblem({ label, problem: message }) })),
  );
  const isOfFieldsOnly = failure?.message.code === 'values-invalid' && links.length > 0;
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <p>{children ?? (isOfFieldsOnly ? checkFields : text.detail)}</p>
      {links.length > 0 && (
        <ul>
          {links.map((link) => (
            <li>
              <a href={`#${link.field}`}>{link.text}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Renders a confirmation, which screen readers read when the page opens. */
export function SuccessNotice({ text }: { text: string }) {
  return (
    <p class="notice notice-success" role="status">
      {text}
    </p>
  );
}
