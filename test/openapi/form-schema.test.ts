import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { png } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { checkbox, email, files, number, select, text } from '../../src/forms/field.ts';
import { describeSubmissionInput } from '../../src/openapi/form-schema.ts';
import { readSubmissionInput } from '../../src/submissions/input.ts';

const options = [
  { value: 's', label: 'Small' },
  { value: 'l', label: 'Large' },
];
const order = defineForm({
  slug: 'order',
  title: 'Order',
  description: 'One field of each kind.',
  fields: {
    name: text({ label: 'Name', hint: 'Your own.', required: true, maxLength: 20 }),
    address: email({ label: 'Email', required: true }),
    pairs: number({ label: 'Pairs', required: true, min: 2, max: 8, step: 1 }),
    size: select({ label: 'Size', required: true, options }),
    colour: select({ label: 'Colour', options }),
    terms: checkbox({ label: 'Terms', required: true }),
    news: checkbox({ label: 'News' }),
    invoiceTo: email({ label: 'Invoice to' }),
    pictures: files({ label: 'Pictures', accept: [png], maxBytes: 1000, minFiles: 2, maxFiles: 3 }),
  },
  submit: anyoneSignedIn,
  review: anyoneSignedIn,
});
const schema = describeSubmissionInput(order);
// At least as permissive as `isEmail`.
const formats = { email: /^[^@\s]+@[^@\s]+$/ };
const admits = new Ajv2020({ strict: false, formats }).compile(schema);

describe('describeSubmissionInput', () => {
  it('describeSubmissionInput, each kind of field, states label, hint, limits and options', () => {
    expect(schema.properties).toMatchObject({
      name: { type: 'string', title: 'Name', description: 'Your own.', minLength: 1, maxLength: 20 },
      pairs: { type: 'number', minimum: 2, maximum: 8, multipleOf: 1 },
      size: { enum: ['s', 'l'] },
      colour: { enum: ['', 's', 'l'] },
      pictures: { type: 'array', minItems: 2, maxItems: 3, uniqueItems: true },
    });
    expect(schema.required).toEqual(['name', 'address', 'pairs', 'size', 'terms', 'pictures']);
  });

  it('describeSubmissionInput, a box that must be ticked, is required and true, others optional', () => {
    expect(schema.properties).toMatchObject({
      terms: { type: 'boolean', const: true, title: 'Terms' },
      news: { type: 'boolean', default: false },
    });
  });

  it('describeSubmissionInput, an email address, states its format, an optional one may be empty', () => {
    expect(schema.properties).toMatchObject({
      address: { type: 'string', format: 'email', maxLength: 254 },
      invoiceTo: { default: '', anyOf: [{ type: 'string', format: 'email', maxLength: 254 }, { const: '' }] },
    });
    for (const invoiceTo of ['', 'ada@example.com', undefined]) {
      const input = JSON.parse(JSON.stringify({ ...schema.example, invoiceTo }));
      expect([admits(input), readSubmissionInput(order, input)]).toEqual([
        true,
        expect.objectContaining({ fields: expect.anything() }),
      ]);
    }
  });

  it('describeSubmissionInput, its example, is accepted by schema and form', () => {
    expect(admits(schema.example)).toBe(true);
    expect(readSubmissionInput(order, schema.example)).toMatchObject({ fields: { name: 'Name', pairs: 2, size: 's' } });
  });

  it.each([
    ['a field that is missing', { name: undefined }],
    ['a field that there is not', { other: 1 }],
    ['a text that is too long', { name: 'x'.repeat(21) }],
    ['a number out of range', { pairs: 9 }],
    ['an option that there is not', { size: 'm' }],
    ['a box that has to be ticked and is not', { terms: false }],
    ['a box that has to be ticked and is missing', { terms: undefined }],
    ['no email address', { address: 'no-address' }],
    ['too few files', { pictures: ['idOfUpload1'] }],
    ['a file twice', { pictures: ['idOfUpload1', 'idOfUpload1'] }],
    ['a key that is too short', { idempotencyKey: 'short' }],
  ])('describeSubmissionInput, %s, fails as in the form', (_what, change) => {
    // Through JSON, which drops undefined members.
    const input = JSON.parse(JSON.stringify({ ...schema.example, ...change }));
    expect(admits(input)).toBe(false);
    expect(readSubmissionInput(order, input)).toBeInstanceOf(Array);
  });
});
