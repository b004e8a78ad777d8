import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmail } from '../../src/accounts/users/email.ts';
import { checkbox, email, type Field, number, select, text, textarea } from '../../src/forms/field.ts';
import { message } from '../../src/messages/message.ts';
import { toFieldErrors } from '../../src/problems/validation.ts';
import { sentenceOf } from '../support/sentence.ts';

const terms = { label: 'Field' };
const required = { label: 'Field', required: true };
const options = [
  { value: 's', label: 'Small' },
  { value: 'l', label: 'Large' },
];

/** A field, a value for it, and the kept value or the sentence. */
const kept: readonly [string, Field, unknown, unknown][] = [
  ['a text, trimmed', text(terms), '  Boots ', 'Boots'],
  ['no text', text(terms), undefined, ''],
  ['a text of the greatest length', text({ ...terms, maxLength: 3 }), 'abc', 'abc'],
  ['lines in a text area', textarea(terms), 'one\n\ttwo', 'one\n\ttwo'],
  ['an address', email(required), ' dev@example.com ', 'dev@example.com'],
  ['no address', email(terms), '', ''],
  ['an address in letters beyond ASCII', email(required), 'jörg@köln.example', 'jörg@köln.example'],
  ['a number', number(terms), 1.5, 1.5],
  ['zero', number(required), 0, 0],
  ['no number', number(terms), undefined, null],
  ['a number at its limits', number({ ...terms, min: 1, max: 1 }), 1, 1],
  ['a number in tenths', number({ ...terms, step: 0.1 }), 0.3, 0.3],
  ['a number in steps from its least', number({ ...terms, min: 1, step: 5 }), 11, 11],
  ['a number in tenths from its least', number({ ...terms, min: 0.05, step: 0.1 }), 0.35, 0.35],
  ['a sum of doubles', number(terms), 0.1 + 0.2, 0.30000000000000004],
  ['a large number', number(terms), -9.9e125, -9.9e125],
  ['a small number', number(terms), 1e-130, 1e-130],
  ['an option', select({ ...terms, options }), 's', 's'],
  ['no option', select({ ...terms, options }), '', ''],
  ['a ticked box', checkbox(required), true, true],
  ['a box', checkbox(terms), undefined, false],
];

const refused: readonly [string, Field, unknown, string][] = [
  ['an empty text that is required', text(required), '', 'Fill in “Field”.'],
  ['white space for a text that is required', text(required), ' \t ', 'Fill in “Field”.'],
  ['a long text', text({ ...terms, maxLength: 3 }), 'abcd', 'Use at most 3 characters.'],
  ['two lines for one', text(terms), 'one\ntwo', 'Write this on one line.'],
  ['a NUL', textarea(terms), 'a\0b', 'Remove the characters that can’t be shown.'],
  ['half a character', text(terms), 'a\ud83d', 'Remove the characters that can’t be shown.'],
  ['a number for a text', text(terms), 5, 'Enter text.'],
  ['null for a text', text(required), null, 'Enter text.'],
  ['a list for a text', text(terms), ['x'], 'Enter text.'],
  ['no address', email(terms), 'dev at example', 'Enter an email address such as name@example.com.'],
  [
    'an address with a line end',
    email(terms),
    'a@b.co\nBcc: c@d.ef',
    'Enter an email address such as name@example.com.',
  ],
  ['a text for a number', number(terms), '5', 'Enter a number.'],
  ['no number', number(required), Number.NaN, 'Enter a number.'],
  ['an infinite number', number(terms), Number.POSITIVE_INFINITY, 'Enter a number.'],
  ['a small number', number({ ...terms, min: 1 }), 0, 'Enter 1 or more.'],
  ['a large number', number({ ...terms, max: 9 }), 10, 'Enter 9 or less.'],
  ['a broken number', number({ ...terms, step: 1 }), 1.5, 'Enter a whole number.'],
  ['a number between steps', number({ ...terms, step: 5 }), 7, 'This must be a multiple of 5.'],
  [
    'a multiple of the step that is off the steps from the minimum',
    number({ ...terms, min: 1, step: 5 }),
    10,
    'This must be 1, or that and a multiple of 5.',
  ],
  ['a number that no table keeps', number(terms), 1e300, 'This number is larger than can be kept.'],
  ['a number just too large', number({ ...terms, step: 1 }), -1e126, 'This number is larger than can be kept.'],
  ['a number that is nearly zero', number(terms), -1e-200, 'This number is closer to zero than can be kept.'],
  ['an unknown option', select({ ...terms, options }), 'xl', 'Choose one of the options.'],
  ['a name of Object.prototype', select({ ...terms, options }), 'constructor', 'Choose one of the options.'],
  [
    'an empty text with a sentence of its own',
    text({ ...required, missing: { de: 'Fehlt.', en: 'Enter a title.' } }),
    '',
    'Enter a title.',
  ],
  ['no option where one is required', select({ ...required, options }), '', 'Choose one of the options.'],
  ['a box that must be ticked', checkbox(required), false, 'Tick this box to continue.'],
  ['a text for a box', checkbox(terms), 'on', 'This must be true or false.'],
];

function sentencesTo(schema: Field['schema'], value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return error ? toFieldErrors(error).map((found) => sentenceOf(found.message)) : [];
}

describe('fields of a form', () => {
  it.each(kept)('parse of a field, %s, is kept', (_what, { schema }, value, expected) => {
    expect(schema.parse(value)).toBe(expected);
  });

  it.each(refused)('parse of a field, %s, is a problem with a sentence', (_what, { schema }, value, sentence) => {
    expect(sentencesTo(schema, value)).toContain(sentence);
  });

  it('parse of a field, any value, returns, each problem a sentence', () => {
    const fields = [
      text(required),
      textarea(terms),
      email(terms),
      number(required),
      select({ ...terms, options }),
      checkbox(required),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.anything(), ({ schema }, value) => {
        for (const sentence of sentencesTo(schema, value)) expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentencesTo(schema, value)).not.toContain(sentenceOf(message('value-invalid')));
      }),
    );
  });

  it('email, any text, accepts the same as the accounts', () => {
    const { schema } = email(terms);
    const address = fc.oneof(
      fc.emailAddress(),
      fc.stringMatching(/^[a-zäß"@. <\u202e]{0,12}$/),
      fc.constant('a@köln.example'),
    );
    fc.assert(
      fc.property(address, (given) => {
        const text = given.trim();
        expect(schema.safeParse(given).success).toBe(text === '' || isEmail(text));
      }),
    );
  });

  it('the limits of a field, each kind, are repeated for the browser', () => {
    expect(text(terms).limits).toEqual({ maxlength: 200 });
    expect(number({ ...terms, min: 1, step: 1 }).limits).toEqual({ min: 1, step: 1 });
    expect(email(terms).limits).toEqual({ maxlength: 254 });
  });
});
