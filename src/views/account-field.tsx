import type { Problem } from '../problems/problem.ts';
import { emailAttributes } from './email-attributes.ts';
import { FieldNotes, notesOf } from './field-notes.tsx';
import { useMessages, useProblemText } from './language.tsx';
import { PasswordInput } from './password-input.tsx';

interface AccountFieldProps {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'email' | 'password' | 'number';
  /** The kind of value for the browser's autofill (HTML standard, autofill). */
  readonly autocomplete: string;
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly minlength?: number;
  readonly maxlength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly failure: Problem | undefined;
}

/** Renders a field with its label, its hint and its problem. */
export function AccountField({ label, hint, failure, required = true, ...input }: AccountFieldProps) {
  const { name } = input;
  const error = useProblemText(failure)?.errors.find(({ field }) => field === name)?.message;
  const notes = { name, hint, error };
  const attributes = {
    id: name,
    ...input,
    ...(input.type === 'email' && emailAttributes),
    required,
    'aria-invalid': error === undefined ? undefined : 'true',
    'aria-describedby': notesOf(notes),
  } as const;
  return (
    <>
      <label for={name}>
        {label}
        {required ? null : <span class="optional"> {useMessages().pages.forms.optional}</span>}
      </label>
      <FieldNotes {...notes} />
      {input.type === 'password' ? <PasswordInput attributes={attributes} /> : <input {...attributes} />}
    </>
  );
}
