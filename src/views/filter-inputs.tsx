import type { Child } from 'hono/jsx';
import type { Text } from '../messages/text.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { FieldNotes, notesOf } from './field-notes.tsx';
import { useMessages } from './language.tsx';

/** A field by whose values submissions are filtered. */
export interface FilteredField {
  readonly name: string;
  readonly label: Text;
  readonly type: string;
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  readonly label: Text;
}

/** An input of the filter, with the problem of its value. */
export interface InputProps {
  readonly name: string;
  readonly value: string;
  readonly error: string | undefined;
}

/** Renders the condition on a field: a choice for what has few values, otherwise an input as in the form. */
export function FieldCondition({
  field: { label, type, options },
  ...input
}: InputProps & { readonly field: FilteredField }) {
  const { yes, no } = useMessages().pages.submissions;
  if (type === 'select') return <Choice {...input} label={label} options={options} />;
  if (type !== 'checkbox')
    return <Typed {...input} label={label} inputmode={type === 'number' ? 'decimal' : undefined} />;
  const answers = [
    { value: 'true', label: yes },
    { value: 'false', label: no },
  ];
  return <Choice {...input} label={label} options={answers} />;
}

/** Renders an input for text, or for a day. */
export function Typed({
  label,
  type = 'text',
  inputmode,
  ...input
}: InputProps & { readonly label: Text; readonly type?: 'text' | 'date'; readonly inputmode?: 'decimal' | undefined }) {
  return (
    <Labelled {...input} label={label}>
      <input type={type} maxlength={type === 'text' ? 200 : undefined} inputmode={inputmode} {...attributesOf(input)} />
    </Labelled>
  );
}

/** Renders a choice, of which the first option sets no condition. */
export function Choice({
  label,
  none,
  options,
  value,
  ...input
}: InputProps & { readonly label: Text; readonly none?: string; readonly options: readonly ChoiceOption[] }) {
  const { any } = useMessages().pages.submissionTable;
  const { value: _selected, ...attributes } = attributesOf({ ...input, value });
  return (
    <Labelled {...input} value={value} label={label}>
      <select {...attributes}>
        <option value="">{none ?? any}</option>
        {options.map((option) => (
          <Option {...option} isSelected={option.value === value} />
        ))}
      </select>
    </Labelled>
  );
}

function Option({ value, label, isSelected }: ChoiceOption & { readonly isSelected: boolean }) {
  const { text, lang } = useText(label);
  return (
    <option value={value} selected={isSelected} lang={lang}>
      {text}
    </option>
  );
}

function Labelled({ label, children, ...input }: InputProps & { readonly label: Text; readonly children: Child }) {
  return (
    <div>
      <label for={input.name}>
        <DeclaredText text={label} />
      </label>
      <FieldNotes {...input} hint={undefined} />
      {children}
    </div>
  );
}

/** Returns the attributes that all inputs of the filter have. */
export function attributesOf({ name, value, error }: InputProps) {
  return {
    id: name,
    name,
    value,
    'aria-invalid': error === undefined ? undefined : ('true' as const),
    'aria-describedby': notesOf({ name, hint: undefined, error }),
  };
}
