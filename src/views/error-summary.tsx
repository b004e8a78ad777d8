import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';

interface ErrorSummaryProps {
  readonly notice: string | undefined;
  readonly errors: readonly { readonly name: string; readonly label: Text; readonly message: string }[];
}

/**
 * Renders the problems of a form at its top, with a link to each field. It takes the focus when the page opens, so that
 * screen readers read it, and is on the screen.
 */
export function ErrorSummary({ notice, errors }: ErrorSummaryProps) {
  const { account, forms } = useMessages().pages;
  const fieldProblem = account.fieldProblem({ label: '{label}', problem: '{problem}' });
  if (errors.length === 0 && notice === undefined) return null;
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <h2>{forms.nothingSent}</h2>
      {notice && <p>{notice}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ name, label, message }) => (
            <li>
              <a href={`#${name}`}>
                <FilledText text={fieldProblem} parts={{ label: <DeclaredText text={label} />, problem: message }} />
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
