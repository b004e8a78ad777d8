import type { FieldAttributes } from '../forms/field-type.ts';
import { isOnStep } from '../forms/number-steps.ts';
import type { Text } from '../messages/text.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { emailAttributes } from './email-attributes.ts';
import { FieldNotes, notesOf } from './field-notes.tsx';
import { useMessages } from './language.tsx';

/** An ordinary field on a page: its declaration, its typed value, and the problem with that. */
export interface FieldInputProps extends FieldAttributes {
  readonly name: string;
  /** The value as the user typed it, valid or not. */
  readonly value: string;
  readonly error?: string;
}

/** Renders an ordinary field with its label. Its hint and error stand above the input, where no keyboard covers them. */
export function FieldInput(props: FieldInputProps) {
  const { name, label, hint, required, error } = props;
  const { optional } = useMessages().pages.forms;
  const text = (
    <>
      <DeclaredText text={label} />
      {required ? null : <span class="optional"> {optional}</span>}
    </>
  );
  const notes = <FieldNotes name={name} hint={hint} error={error} />;
  if (props.type === 'checkbox') {
    return (
      <div>
        <label for={name}>
          <Control {...props} /> {text}
        </label>
        {notes}
      </div>
    );
  }
  return (
    <div>
      <label for={name}>{text}</label>
      {notes}
      <Control {...props} />
    </div>
  );
}

function Control({ name, type, required, limits, options = [], value, hint, error }: FieldInputProps) {
  const { chooseOption } = useMessages().pages.forms;
  const attributes = {
    id: name,
    name,
    required,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': notesOf({ name, hint, error }),
    ...limits,
  };
  if (type === 'textarea') {
    return (
      <textarea {...attributes} rows={5}>
        {value}
      </textarea>
    );
  }
  if (type === 'checkbox') return <input {...attributes} type="checkbox" checked={value !== ''} />;
  if (type === 'select') {
    return (
      <select {...attributes}>
        <option value="">{chooseOption}</option>
        {options.map((option) => (
          <Option {...option} isSelected={option.value === value} />
        ))}
      </select>
    );
  }
  if (type === 'number') return <input {...attributes} type="number" step={stepFor(limits, value)} value={value} />;
  return <input {...attributes} {...(type === 'email' ? emailAttributes : { type })} value={value} />;
}

function Option({ value, label, isSelected }: { value: string; label: Text; isSelected: boolean }) {
  const { text, lang } = useText(label);
  return (
    <option value={value} selected={isSelected} lang={lang}>
      {text}
    </option>
  );
}

/**
 * Returns the step that a browser checks. Without one, a browser accepts whole numbers only. Without `min`, it counts
 * from the value that the page shows, which must then not lie between steps.
 * @see https://html.spec.whatwg.org/multipage/input.html#concept-input-min-zero
 */
function stepFor({ step, min }: FieldInputProps['limits'], value: string): number | 'any' {
  const isBetween = step !== undefined && min === undefined && !isOnStep(Number(value), step);
  return step === undefined || isBetween ? 'any' : step;
}
