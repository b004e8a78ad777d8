import { expect, test } from 'vitest';
import { type Field, number, text } from '../../src/forms/field.ts';
import { FieldInput } from '../../src/views/field-input.tsx';

const render = (field: Field, value: string) => (<FieldInput name="amount" {...field} value={value} />).toString();
const terms = { label: 'Amount' };

test('FieldInput, a number without a step, takes decimals in the browser too', () => {
  expect(render(number(terms), '1.5')).toContain('step="any"');
  expect(render(number({ ...terms, min: 1 }), '')).toMatch(/min="1"[^>]* step="any"/);
  expect(render(text(terms), '')).not.toContain('step=');
});

test('FieldInput, a number with a step, repeats it and its start', () => {
  expect(render(number({ ...terms, step: 5 }), '')).toContain('step="5"');
  expect(render(number({ ...terms, min: 1, step: 5 }), '7')).toMatch(/min="1"[^>]* step="5"/);
});

test('FieldInput, a number between steps, shows it and does not start counting there', () => {
  for (const [value, step] of [
    ['10', '5'],
    ['7', 'any'],
    ['ten', 'any'],
    ['', '5'],
  ] as const)
    expect(render(number({ ...terms, step: 5 }), value)).toContain(`step="${step}"`);
});
