import { expect, test } from 'vitest';
import { type Field, number, text } from '../../src/forms/field.ts';
import { FieldInput } from '../../src/views/field-input.tsx';
import { render } from '../support/render.tsx';

const renderField = (field: Field, value: string) => render(<FieldInput name="amount" {...field} value={value} />);
const terms = { label: 'Amount' };

test('FieldInput, a number without a step, takes decimals in the browser too', () => {
  expect(renderField(number(terms), '1.5')).toContain('step="any"');
  expect(renderField(number({ ...terms, min: 1 }), '')).toMatch(/min="1"[^>]* step="any"/);
  expect(renderField(text(terms), '')).not.toContain('step=');
});

test('FieldInput, a number with a step, repeats it and its start', () => {
  expect(renderField(number({ ...terms, step: 5 }), '')).toContain('step="5"');
  expect(renderField(number({ ...terms, min: 1, step: 5 }), '7')).toMatch(/min="1"[^>]* step="5"/);
});

test('FieldInput, a number between steps, shows it and does not start counting there', () => {
  for (const [value, step] of [
    ['10', '5'],
    ['7', 'any'],
    ['ten', 'any'],
    ['', '5'],
  ] as const)
    expect(renderField(number({ ...terms, step: 5 }), value)).toContain(`step="${step}"`);
});
