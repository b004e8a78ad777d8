interface ErrorSummaryProps {
  readonly errors: readonly { readonly name: string; readonly label: string; readonly message: string }[];
}

/** What is wrong with a form, at its top, with a link to each field. Read out when the page opens. */
export function ErrorSummary({ errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert">
      <h2>Nothing has been sent yet</h2>
      <ul>
        {errors.map(({ name, label, message }) => (
          <li>
            <a href={`#${name}`}>
              {label}: {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
