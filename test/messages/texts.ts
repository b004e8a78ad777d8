import type { PluralForms } from '../../src/messages/formats.ts';

/** Called for each value that the function of a text reads. */
type OnRead = (path: string, name: string) => void;

/** Values for the names that functions of texts read. A name that is not among them is its own value. */
type Values = Readonly<Record<string, unknown>>;

const lists = { accepted: ['PDF', 'PNG'], kinds: ['PDF', 'PNG'], labels: ['PDF', 'PNG'], options: ['X', 'Y'] };
const numbers = [
  ...[
    'bytes',
    'arrivedBytes',
    'characters',
    'count',
    'days',
    'frames',
    'height',
    'max',
    'maxBytes',
    'maxEntries',
    'maxFiles',
  ],
  ...['maxMegapixels', 'maxPixels', 'maxRatio', 'maxUnpackedBytes', 'min', 'minFiles', 'minPixels', 'more', 'number'],
  ...['partCount', 'partNumber', 'seconds', 'step', 'width'],
];
const allNumbers = (value: number) => Object.fromEntries(numbers.map((name) => [name, value]));

const several: Values = {
  ...lists,
  ...allNumbers(5),
  seconds: 300,
  at: '2026-11-29T03:00:00.000Z',
  reason: { code: 'REASON' },
  counted: 'sign-in',
  toChange: 'email',
};
const one: Values = { ...several, ...allNumbers(1), isCut: false, toChange: 'password' };

/** The values that a text may lack, by the name of the text. */
const optional: Readonly<Record<string, readonly string[]>> = {
  'content-of-other-type': ['extension'],
  'field-missing': ['missing'],
  'file-rules': ['minPixels', 'maxPixels', 'maxMegapixels'],
  'number-off-step': ['min'],
};

/**
 * Returns all texts of a catalogue by their paths, such as `pages.signIn.title`. The functions of texts are called with
 * sample values: once with several of everything, and once, as `path.one`, with one and without what may be missing.
 * Of plural forms, `other` is the text.
 */
export function textsOf(catalogue: object, onRead: OnRead = () => undefined): Map<string, string> {
  const {
    language: _language,
    formats: _formats,
    fileKinds: _fileKinds,
    ...groups
  } = catalogue as Record<string, unknown>;
  return new Map(textsAt('', groups, onRead));
}

function* textsAt(path: string, value: unknown, onRead: OnRead): Generator<[string, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'function') {
    const say = (inner: Values) => inner.code;
    const call = (values: Values) =>
      value(
        sample(values, (name) => onRead(path, name)),
        say,
      );
    const lacking = Object.fromEntries((optional[path.split('.').at(-1) ?? ''] ?? []).map((name) => [name, undefined]));
    yield [path, call(several)];
    yield [`${path}.one`, call({ ...one, ...lacking })];
  } else if (isPluralForms(value)) yield [path, value.other];
  else {
    for (const [name, inner] of Object.entries(value ?? {})) {
      yield* textsAt(path === '' ? name : `${path}.${name}`, inner, onRead);
    }
  }
}

/** Returns the plural forms that a catalogue has as data, for its reader to choose from. */
export function pluralFormsOf(value: unknown): PluralForms[] {
  if (typeof value !== 'object' || value === null) return [];
  return isPluralForms(value) ? [value] : Object.values(value).flatMap(pluralFormsOf);
}

function isPluralForms(value: unknown): value is PluralForms {
  return typeof value === 'object' && value !== null && 'other' in value;
}

/** Returns an object that has a value for every name. As a text, it is a name itself. */
function sample(values: Values, onRead: (name: string) => void): unknown {
  return new Proxy(values, {
    get: (_values, name) => {
      if (typeof name === 'symbol') return () => 'NAME';
      onRead(name);
      return name in values ? values[name] : name.toUpperCase();
    },
  });
}
