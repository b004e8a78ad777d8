/* Declarations that differ from each other in one thing, for the tests of versions. */
import { csv, jpeg, pdf, png, zip } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm, type Form } from '../../src/forms/define-form.ts';
import { checkbox, email, files, number, select, text, textarea } from '../../src/forms/field.ts';
import type { Text } from '../../src/messages/text.ts';

type Declaration = Parameters<typeof defineForm>[0];
type Fields = Declaration['fields'];

const sizes: { value: string; label: Text }[] = [
  { value: 's', label: { en: 'Small', de: 'Klein' } },
  { value: 'l', label: { en: 'Large', de: 'Groß' } },
];
const pictures = {
  label: { en: 'Pictures', de: 'Bilder' },
  accept: [png, jpeg, zip],
  maxBytes: 1000,
  minFiles: 0,
  maxFiles: 3,
  picture: { minPixels: 1, maxPixels: 4096 },
  archive: { maxEntries: 10 },
};

const title = { label: { en: 'Title', de: 'Titel' }, missing: 'Enter a title.', required: true, maxLength: 80 };
const note = { label: 'Note', hint: { en: 'A few words.' } };
const amount = { label: 'Amount', min: 0, max: 10, step: 1 };

const fieldsOfFirst: Fields = {
  title: text(title),
  note: textarea(note),
  address: email({ label: 'Address' }),
  amount: number(amount),
  size: select({ label: 'Size', options: sizes }),
  agreed: checkbox({ label: 'I agree' }),
  pictures: files(pictures),
  extra: files({ label: 'Extra', accept: [pdf], maxBytes: 1000, minFiles: 0, maxFiles: 1 }),
};

export const first: Declaration = {
  slug: 'survey',
  title: { en: 'Survey', de: 'Umfrage' },
  description: 'What we ask.',
  fields: fieldsOfFirst,
  submit: anyoneSignedIn,
  review: anyoneSignedIn,
};

const withField = (name: string, field: Fields[string]): Fields => ({ ...fieldsOfFirst, [name]: field });
const without = (...names: string[]): Fields =>
  Object.fromEntries(Object.entries(fieldsOfFirst).filter(([name]) => !names.includes(name)));
const renamed = (from: string, to: string): Fields =>
  Object.fromEntries(Object.entries(fieldsOfFirst).map(([name, field]) => [name === from ? to : name, field]));

/** Single changes of the first declaration. */
const changes: Readonly<Record<string, Partial<Declaration>>> = {
  'another title': { title: { en: 'Poll', de: 'Umfrage' } },
  'a title in fewer languages': { title: { en: 'Survey' } },
  'a title in more languages': { title: { en: 'Survey', de: 'Umfrage', fr: 'Enquête', ar: 'استبيان' } },
  'another description': { description: 'All that we ask.' },
  'another place': { place: 'account' },
  'a field more': { fields: { ...fieldsOfFirst, colour: text({ label: 'Colour' }) } },
  'a required field more': { fields: { ...fieldsOfFirst, reason: text({ label: 'Reason', required: true }) } },
  'a file field more': { fields: withField('others', files({ ...pictures, label: 'Others' })) },
  'a field less': { fields: without('note') },
  'the first text less': { fields: without('title') },
  'a file field less': { fields: without('pictures') },
  'no ordinary field': { fields: { pictures: files(pictures) } },
  'no file field': { fields: without('pictures', 'extra') },
  'a renamed field': { fields: renamed('note', 'remark') },
  'a renamed file field': { fields: renamed('pictures', 'photos') },
  'fields in another order': { fields: Object.fromEntries(Object.entries(fieldsOfFirst).reverse()) },
  'a text that is a number': { fields: withField('title', number({ label: title.label, required: true })) },
  'a text that is a box to tick': { fields: withField('note', checkbox({ label: 'Note', required: true })) },
  'a box to tick that is a text': { fields: withField('agreed', text({ label: 'I agree' })) },
  'a text of more lines': { fields: withField('title', textarea(title)) },
  'a choice that is a text': { fields: withField('size', text({ label: 'Size' })) },
  'a text that is a file field': { fields: withField('note', files({ ...pictures, label: 'Note' })) },
  'a file field that is a text': { fields: withField('extra', text({ label: 'Extra' })) },
  'another label': { fields: withField('title', text({ ...title, label: { en: 'Heading', de: 'Titel' } })) },
  'a label in another language': { fields: withField('title', text({ ...title, label: { de: 'Titel' } })) },
  'a label as one string': { fields: withField('title', text({ ...title, label: 'Titre' })) },
  'another hint': { fields: withField('note', textarea({ ...note, hint: { en: 'Some words.' } })) },
  'no hint': { fields: withField('note', textarea({ label: 'Note' })) },
  'another sentence for a missing value': { fields: withField('title', text({ ...title, missing: 'Say a title.' })) },
  'a field that need not be filled in': { fields: withField('title', text({ ...title, required: false })) },
  'a shorter text': { fields: withField('title', text({ ...title, maxLength: 5 })) },
  'another minimum': { fields: withField('amount', number({ ...amount, min: 1 })) },
  'another maximum': { fields: withField('amount', number({ ...amount, max: 9 })) },
  'another step': { fields: withField('amount', number({ ...amount, step: 2 })) },
  'no limits': { fields: withField('amount', number({ label: 'Amount' })) },
  'an option more': {
    fields: withField('size', select({ label: 'Size', options: [...sizes, { value: 'm', label: 'Medium' }] })),
  },
  'an option less': { fields: withField('size', select({ label: 'Size', options: sizes.slice(1) })) },
  'another label of an option': {
    fields: withField('size', select({ label: 'Size', options: sizes.with(0, { value: 's', label: { en: 'Tiny' } }) })),
  },
  'options in another order': { fields: withField('size', select({ label: 'Size', options: sizes.toReversed() })) },
  'another value of an option': {
    fields: withField(
      'size',
      select({ label: 'Size', options: sizes.map(({ label }, at) => ({ value: `${at}`, label })) }),
    ),
  },
  'a type of file more': { fields: withField('pictures', files({ ...pictures, accept: [png, jpeg, zip, csv] })) },
  'a type of file less': { fields: withField('pictures', files({ ...pictures, accept: [jpeg, zip] })) },
  'smaller files': { fields: withField('pictures', files({ ...pictures, maxBytes: 10 })) },
  'fewer files': { fields: withField('pictures', files({ ...pictures, maxFiles: 1 })) },
  'files that must be there': { fields: withField('pictures', files({ ...pictures, minFiles: 1 })) },
  'another size of pictures': {
    fields: withField('pictures', files({ ...pictures, picture: { minPixels: 1, maxPixels: 2 } })),
  },
  'another limit of archives': { fields: withField('pictures', files({ ...pictures, archive: { maxEntries: 9 } })) },
};

/** The first form and every single change of it, by what is different. */
export const mutations: ReadonlyMap<string, Form> = new Map([
  ['the first', defineForm(first)],
  ...Object.entries(changes).map(([name, change]) => [name, defineForm({ ...first, ...change })] as const),
]);
