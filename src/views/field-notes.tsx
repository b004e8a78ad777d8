import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';

interface FieldNotesProps {
  readonly name: string;
  readonly hint: Text | undefined;
  readonly error: string | undefined;
}

/** Renders the notes of an input: its hint, and the problem with its value. */
export function FieldNotes({ name, hint, error }: FieldNotesProps) {
  return (
    <>
      {hint && (
        <p id={`${name}-hint`} class="hint">
          <DeclaredText text={hint} />
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

/** Returns the ids of an input's notes, for its `aria-describedby`. */
export function notesOf({ name, hint, error }: FieldNotesProps): string | undefined {
  return [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
}
