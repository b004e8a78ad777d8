import { describe, expect, it } from 'vitest';
import { png } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files, maxTextLength, number, text, textarea } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { InvalidDeclaration } from '../../src/problems/errors.ts';
import { maxObjectBytes } from '../../src/values/s3-limits.ts';

type Declaration = Parameters<typeof defineForm>[0];

const good: Declaration = {
  slug: 'reports',
  title: 'Reports',
  description: 'Send a report.',
  fields: { title: text({ label: 'Title' }) },
  submit: anyoneSignedIn,
  review: () => false,
};
const pictures = (minFiles: number, maxFiles: number, parts = {}) =>
  files({ label: 'Pictures', accept: [png], maxBytes: 100, minFiles, maxFiles, ...parts });

describe('defineForm', () => {
  it('defineForm, fields and file fields, sorts them in the order of the declaration', () => {
    const form = defineForm({
      ...good,
      fields: { b: text({ label: 'B' }), a: text({ label: 'A' }), files: pictures(0, 1) },
    });
    expect(Object.keys(form.fields)).toEqual(['b', 'a']);
    expect(Object.keys(form.fileFields)).toEqual(['files']);
    expect(form.fileFields.files?.required).toBe(false);
  });

  it.each<[string, Partial<Declaration>, RegExp]>([
    ['a slug with capitals', { slug: 'Reports' }, /slug/],
    ['a slug with a slash', { slug: 'a/b' }, /slug/],
    ['an empty slug', { slug: '' }, /slug/],
    ['a field name with a hyphen', { fields: { 'my-title': text({ label: 'x' }) } }, /"my-title" must be one word/],
    ['the prototype for a name', { fields: { ['__proto__']: text({ label: 'x' }) } }, /__proto__/],
    [
      'a field that the form uses itself',
      { fields: { idempotencyKey: text({ label: 'x' }) } },
      /"idempotencyKey" is taken/,
    ],
    ['a field by the name of the version', { fields: { formVersion: text({ label: 'x' }) } }, /"formVersion" is taken/],
    [
      'a limit that JSON cannot write',
      { fields: { n: number({ label: 'N', max: Infinity }) } },
      /"N" has a limit that/,
    ],
    [
      'more words than the table can keep',
      { fields: { note: text({ label: 'Note', hint: 'ä'.repeat(150_000) }) } },
      /its texts and options are longer than the table can keep \(300000 bytes\)/,
    ],
    ['a file field that the form uses itself', { fields: { step: pictures(0, 1) } }, /"step" is taken/],
    [
      'a text that no page could show again',
      { fields: { note: textarea({ label: 'Note', maxLength: maxTextLength + 1 }) } },
      /"Note" takes more characters than a page can show again \(50000\)/,
    ],
    ['more files at least than at most', { fields: { pictures: pictures(3, 2) } }, /"Pictures" asks for 3 to 2 files/],
    ['no files at all', { fields: { pictures: pictures(0, 0) } }, /0 to 0/],
    ['a field that accepts no type', { fields: { pictures: pictures(0, 1, { accept: [] }) } }, /accepts nothing/],
    ['a field that accepts no byte', { fields: { pictures: pictures(0, 1, { maxBytes: 0 }) } }, /accepts nothing/],
    [
      'files larger than any object',
      { fields: { pictures: pictures(0, 1, { maxBytes: maxObjectBytes + 1 }) } },
      /more than S3 can hold/,
    ],
    ['more files than a transaction holds', { fields: { a: pictures(0, 40), b: pictures(0, 6) } }, /46 files are more/],
  ])('defineForm, %s, throws with the form and the reason', (_what, parts, reason) => {
    expect(() => defineForm({ ...good, ...parts })).toThrow(InvalidDeclaration);
    expect(() => defineForm({ ...good, ...parts })).toThrow(reason);
    expect(() => defineForm({ ...good, ...parts })).toThrow(/^Form "/);
  });
});

describe('createForms', () => {
  it('createForms, two forms with one slug, throws', () => {
    const form = defineForm(good);
    expect(createForms([form]).get('reports')).toBe(form);
    expect(() => createForms([form, form])).toThrow('Two forms have the same slug.');
  });
});
