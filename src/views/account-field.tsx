/** What is wrong with a form about an account: a sentence, and one for each field that is to blame. */
export interface Failure {
  readonly detail: string;
  readonly fields: readonly { readonly field: string; readonly message: string }[];
}

interface AccountFieldProps {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'password' | 'number';
  /** What the browser may fill in (HTML standard, autofill). */
  readonly autocomplete: string;
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly minlength?: number;
  readonly maxlength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly failure: Failure | undefined;
}

/** A field with its label, its hint and what is wrong with it. */
export function AccountField({ label, hint, failure, required = true, ...input }: AccountFieldProps) {
  const { name } = input;
  const error = failure?.fields.find(({ field }) => field === name)?.message;
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <>
      <label for={name}>
        {label}
        {required ? null : <span class="optional"> (optional)</span>}
      </label>
      <input
        id={name}
        {...input}
        required={required}
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={describedBy}
      />
      {hint && (
        <p id={`${name}-hint`} class="hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${name}-error`} class="field-error">
          {error}
        </p>
      )}
    </>
  );
}

/** Why nothing was done, read out when the page opens. */
export function FailureNotice({ failure }: { failure: Failure | undefined }) {
  if (!failure) return null;
  return (
    <p class="error-summary" role="alert">
      {failure.detail}
    </p>
  );
}
