import type { Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages, useProblemText } from './language.tsx';

interface ErrorSummaryProps {
  readonly notice: string | undefined;
  readonly errors: readonly { readonly name: string; readonly label?: Text; readonly message: string }[];
}

/**
 * Renders the problems of a form at its top, with a link to each field. It takes the focus when the page opens, so that
 * screen readers read it, and is on the screen.
 */
export function ErrorSummary({ notice, errors }: ErrorSummaryProps) {
  const { nothingSent } = useMessages().pages.forms;
  if (errors.length === 0 && notice === undefined) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <h2>{nothingSent}</h2>
      {notice && <p>{notice}</p>}
      <ErrorLinks errors={errors} />
    </div>
  );
}

/** Renders the problem of a form that has no heading for it, with a link to each field. */
export function FailureNotice({ failure }: { failure: Problem | undefined }) {
  const text = useProblemText(failure);
  if (!text) return null;
  const errors = text.errors.map(({ field, message }) => ({ name: field, message }));
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      {errors.length === 0 && <p>{text.detail}</p>}
      <ErrorLinks errors={errors} />
    </div>
  );
}

function ErrorLinks({ errors }: Pick<ErrorSummaryProps, 'errors'>) {
  if (errors.length === 0) return null;
  return (
    <ul>
      {errors.map(({ name, label, message }) => (
        <li>
          <a href={`#${name}`}>
            {label && (
              <>
                <DeclaredText text={label} />:{' '}
              </>
            )}
            {message}
          </a>
        </li>
      ))}
    </ul>
  );
}
