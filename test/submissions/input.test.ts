import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { png } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { checkbox, email, files, number, select, text, textarea } from '../../src/forms/field.ts';
import { fromFormPost, readSubmissionInput } from '../../src/submissions/input.ts';
import { inWords } from '../support/problems-in-words.ts';

const form = defineForm({
  slug: 'everything',
  title: 'Everything',
  description: 'A field of each type.',
  fields: {
    title: text({ label: 'Title', required: true }),
    note: textarea({ label: 'Note' }),
    address: email({ label: 'Address' }),
    amount: number({ label: 'Amount', min: 1 }),
    size: select({ label: 'Size', options: [{ value: 's', label: 'Small' }] }),
    agreed: checkbox({ label: 'Agreed' }),
    pictures: files({ label: 'Pictures', accept: [png], maxBytes: 100, minFiles: 1, maxFiles: 2 }),
    extra: files({ label: 'Extra', accept: [png], maxBytes: 100, minFiles: 0, maxFiles: 1 }),
  },
  submit: anyoneSignedIn,
  review: () => false,
});
const good = { title: 'Boots', pictures: ['upload-one'], idempotencyKey: 'key-12345' };

describe('readSubmissionInput', () => {
  it('readSubmissionInput, good values, keeps them and fills in the rest', () => {
    expect(readSubmissionInput(form, good)).toEqual({
      fields: { title: 'Boots', note: '', address: '', amount: null, size: '', agreed: false },
      uploadIds: { pictures: ['upload-one'], extra: [] },
      idempotencyKey: 'key-12345',
    });
  });

  it('readSubmissionInput, no key, makes one', () => {
    const { idempotencyKey, ...rest } = good;
    const [one, other] = [readSubmissionInput(form, rest), readSubmissionInput(form, rest)];
    expect(one).toMatchObject({ idempotencyKey: expect.stringMatching(/^[\w-]{24}$/) });
    expect(one).not.toEqual(other);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a missing field', { title: undefined }, 'title', 'Fill in “Title”.'],
    ['an unknown field', { colour: 'red' }, 'colour', 'There is no such field.'],
    ['no file', { pictures: [] }, 'pictures', 'Choose a file.'],
    ['no file field', { pictures: undefined }, 'pictures', 'Choose a file.'],
    ['too many files', { pictures: ['a', 'b', 'c'] }, 'pictures', 'Only 2 files can be sent here. Remove some.'],
    ['two files for one', { extra: ['a', 'b'] }, 'extra', 'Only one file can be sent here. Remove the others.'],
    ['the same file twice', { pictures: ['a', 'a'] }, 'pictures', 'The same file is listed twice.'],
    ['one id for a list', { pictures: 'upload-one' }, 'pictures', 'This must be a list of upload ids.'],
    ['a number for an id', { pictures: [5] }, 'pictures', 'This must be the id of an upload.'],
    [
      'a short key',
      { idempotencyKey: 'x' },
      'idempotencyKey',
      'This must be 8 to 64 letters, digits, hyphens or underscores.',
    ],
    ['a member of our own (attack 3)', { submitter: { id: 'x' } }, 'submitter', 'There is no such field.'],
  ])('readSubmissionInput, %s, says so at the field', (_what, parts, field, message) => {
    expect(inWords(readSubmissionInput(form, { ...good, ...parts }))).toContainEqual({ field, message });
  });

  it('readSubmissionInput, several mistakes, says all of them', () => {
    const errors = readSubmissionInput(form, { title: '', amount: 0, pictures: [], colour: 1 });
    expect(errors).toMatchObject([{ field: 'title' }, { field: 'amount' }, { field: 'pictures' }, { field: 'colour' }]);
  });

  it.each([null, 'text', 5, [], [good], JSON.parse('{"__proto__": {"title": "x"}}')])(
    'readSubmissionInput, %j, is no form',
    (input) => {
      expect(readSubmissionInput(form, input)).toBeInstanceOf(Array);
    },
  );

  it('readSubmissionInput, any JSON, returns and leaves Object.prototype alone', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const found = readSubmissionInput(form, input);
        if (Array.isArray(found)) expect(found).toContainEqual(expect.objectContaining({ field: expect.any(String) }));
        else expect(found.idempotencyKey).toMatch(/^[\w-]{8,64}$/);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

describe('fromFormPost', () => {
  const read = (post: Record<string, string>) =>
    inWords(readSubmissionInput(form, fromFormPost(form, new URLSearchParams(post))));

  it('fromFormPost, the texts of an HTML form, gives the values of its fields', () => {
    const post = new URLSearchParams(
      'title=Boots&note=a%0D%0Ab&amount=1.5&agreed=on&pictures=x&pictures=y&pictures=&idempotencyKey=key-12345',
    );
    expect(fromFormPost(form, post)).toEqual({
      title: 'Boots',
      note: 'a\nb',
      amount: 1.5,
      agreed: true,
      pictures: ['x', 'y'],
      extra: [],
      idempotencyKey: 'key-12345',
    });
  });

  it('fromFormPost, an empty number, gives none, and a word a mistake', () => {
    expect(read({ title: 'x', amount: ' ', pictures: 'a' })).toMatchObject({ fields: { amount: null } });
    expect(read({ title: 'x', amount: 'many', pictures: 'a' })).toEqual([
      { field: 'amount', message: 'Enter a number.' },
    ]);
  });

  it('fromFormPost, a text that was not sent, is empty', () => {
    expect(read({ title: '', pictures: 'a' })).toEqual([{ field: 'title', message: 'Fill in “Title”.' }]);
  });

  it('fromFormPost, any texts, reads the same as JSON', () => {
    const line = fc
      .string({ unit: 'grapheme', maxLength: 50 })
      .filter((value) => !/\p{Cc}|[\u2028\u2029]/u.test(value));
    fc.assert(
      fc.property(
        line,
        line,
        fc.double({ min: 1, noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (title, note, amount, agreed) => {
          const post = new URLSearchParams({
            title,
            note,
            amount: String(amount),
            pictures: 'a',
            idempotencyKey: 'key-12345',
          });
          if (agreed) post.set('agreed', 'on');
          const json = { title, note, amount, agreed, pictures: ['a'], idempotencyKey: 'key-12345' };
          const fromPost = readSubmissionInput(form, fromFormPost(form, post));
          const fromJson = readSubmissionInput(form, { ...json, address: '', size: '' });
          expect(fromPost).toEqual(fromJson);
        },
      ),
    );
  });
});
