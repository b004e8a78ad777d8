import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { en } from '../../src/messages/en.ts';
import { message } from '../../src/messages/message.ts';
import { says, toFieldErrors } from '../../src/problems/validation.ts';
import { sentenceOf } from '../support/sentence.ts';

const plain = Object.entries(en.sentences).flatMap(([code, text]) => (typeof text === 'string' ? [[code, text]] : []));

describe('the sentences in English', () => {
  it.each(plain)('%s, begins with a capital letter and ends with a full stop', (_code, text) => {
    expect(text).toMatch(/^[A-Z].*\.$/);
  });

  it('every code, is in lower-case words with hyphens', () => {
    expect(Object.keys(en.sentences).filter((code) => !/^[a-z\d]+(-[a-z\d]+)*$/.test(code))).toEqual([]);
  });
});

describe('sentenceOf', () => {
  it('a message with values, has them in its sentence', () => {
    expect(sentenceOf(message('text-too-long', { max: 12 }))).toBe('Use at most 12 characters.');
  });

  it('a message within a message, has both sentences', () => {
    const reason = message('file-too-large', { bytes: 2048, maxBytes: 1024 });
    expect(sentenceOf(message('file-rejected', { filename: 'a.txt', reason }))).toBe(
      '“a.txt”: This file is too large (2\u00a0KB). Choose one of up to 1\u00a0KB.',
    );
  });

  it('a message that went through JSON, has the same sentence', () => {
    const reason = message('content-of-other-type', { label: 'PNG', named: '.png', found: 'PDF', extension: '.pdf' });
    expect(sentenceOf(JSON.parse(JSON.stringify(reason)))).toBe(sentenceOf(reason));
  });
});

describe('toFieldErrors', () => {
  const schema = z.strictObject({
    name: z.string().max(2, says(message('text-too-long', { max: 2 }))),
    size: z.number(says('number-expected')),
    note: z.string().optional(),
  });
  const errorsOf = (value: unknown) => toFieldErrors(schema.safeParse(value).error ?? new z.ZodError([]));

  it('a message with values and one without, come back as they were', () => {
    expect(errorsOf({ name: 'abc', size: 'x' })).toEqual([
      { field: 'name', message: message('text-too-long', { max: 2 }) },
      { field: 'size', message: message('number-expected') },
    ]);
  });

  it('a field that is not declared, is named', () => {
    expect(errorsOf({ name: 'a', size: 1, more: 1 })).toEqual([{ field: 'more', message: message('no-such-field') }]);
  });

  it('a sentence of zod itself, never reaches a person', () => {
    expect(errorsOf({ name: 'a', size: 1, note: 1 })).toEqual([{ field: 'note', message: message('value-invalid') }]);
  });
});
