import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';

interface ErrorSummaryProps {
  readonly notice: string | undefined;
  readonly errors: readonly { readonly name: string; readonly label: Text; readonly message: string }[];
}

/** Renders the problems of a form at its top, with a link to each field. Screen readers read it when the page opens. */
export function ErrorSummary({ notice, errors }: ErrorSummaryProps) {
  const { nothingSent } = useMessages().pages.forms;
  if (errors.length === 0 && notice === undefined) return null;
  return (
    <div class="error-summary" role="alert">
      <h2>{nothingSent}</h2>
      {notice && <p>{notice}</p>}
      {errors.length > 0 && (
        <ul>
          {errors.map(({ name, label, message }) => (
            <li>
              <a href={`#${name}`}>
                <DeclaredText text={label} />: {message}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
