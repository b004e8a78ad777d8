import { postNames } from '../forms/form-post.ts';
import { ErrorSummary } from './error-summary.tsx';
import { FieldInput, type FieldInputProps } from './field-input.tsx';
import { FileFieldInput, type FileFieldProps } from './file-field.tsx';

/** A form on its page: the declaration, the typed values, and the problems. */
export interface FormPageProps {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly idempotencyKey: string;
  /** The problem of the form as a whole, when it belongs to no field. */
  readonly notice?: string;
  readonly fields: readonly FieldInputProps[];
  readonly fileFields: readonly FileFieldProps[];
}

/** Renders a form, empty or with the typed values and their problems. */
export function FormPage({ slug, title, description, idempotencyKey, notice, fields, fileFields }: FormPageProps) {
  const errors = [...fields, ...fileFields].flatMap(({ name, label, error }) =>
    error === undefined ? [] : [{ name, label, message: error }],
  );
  return (
    <>
      <h1>{title}</h1>
      <p>{description}</p>
      <ErrorSummary errors={errors} notice={notice} />
      <form method="post" action={`/forms/${slug}`} data-upload-form={slug} novalidate={errors.length > 0}>
        {/* The first submit button is the one that Enter presses: sending, and not a step on the way. */}
        <button type="submit" class="visually-hidden" tabindex={-1}>
          Send
        </button>
        <input type="hidden" name={postNames.idempotencyKey} value={idempotencyKey} />
        {fields.map((field) => (
          <FieldInput {...field} />
        ))}
        {fileFields.map((field) => (
          <FileFieldInput {...field} />
        ))}
        <button type="submit">Send</button>
      </form>
    </>
  );
}
