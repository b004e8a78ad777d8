import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../../src/messages/message.ts';
import { InvalidJson, parseStrictJson, readStrictJson } from '../../src/values/strict-json.ts';
import { sentenceOf } from '../support/sentence.ts';

/** JSON texts with white space, escapes and member names of all kinds. */
const jsonTexts = fc
  .tuple(fc.json({ depthSize: 'medium' }), fc.constantFrom(undefined, ' ', '\t', '\n  '))
  .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space));

/** Almost JSON: pieces of it in any order. */
const almostJson = fc
  .array(
    fc.constantFrom('{', '}', '[', ']', ':', ',', '"a"', '"\\u0061"', '"b', '"', '\\', '1', 'true', ' ', '\n', '""'),
  )
  .map((pieces) => pieces.join(''));

const isJson = (text: string) => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

function outcomeOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidJson) return sentenceOf(message(`json-${error.reason}`));
    throw error;
  }
}

/** The same name, each letter as it is or escaped. */
const spellings = (name: string) =>
  fc
    .array(fc.boolean(), { minLength: name.length, maxLength: name.length })
    .map((escaped) =>
      [...Array(name.length).keys()]
        .map((at) => (escaped[at] ? `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}` : plain(name[at] ?? '')))
        .join(''),
    );
const plain = (character: string) => JSON.stringify(character).slice(1, -1);

describe('parseStrictJson', () => {
  it('parseStrictJson, JSON without repeated members, gives the value of JSON.parse', () => {
    fc.assert(
      fc.property(jsonTexts, (text) => {
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('parseStrictJson, any text, accepts none that JSON.parse does not accept', () => {
    const isTaken = (text: string) => typeof outcomeOf(() => [parseStrictJson(text)]) !== 'string';
    fc.assert(
      fc.property(fc.oneof(almostJson, fc.string()), (text) => !isTaken(text) || isJson(text)),
      {
        numRuns: 2000,
      },
    );
  });

  it('parseStrictJson, a member twice in any spelling and place, throws', () => {
    const twice = fc
      .record({ name: fc.string(), before: jsonTexts, between: fc.json({ maxDepth: 1 }), deeper: fc.boolean() })
      .chain(({ name, before, between, deeper }) =>
        fc.tuple(spellings(name), spellings(name)).map(([one, other]) => {
          const object = `{"${one}" : ${before}, "${plain(name)}x":${between}, "${other}"\n:0}`;
          return deeper ? `[1, {"a": [${object}]}]` : object;
        }),
      );
    fc.assert(
      fc.property(twice, (text) => {
        expect(isJson(text)).toBe(true);
        expect(outcomeOf(() => parseStrictJson(text))).toMatch(/same member twice/);
      }),
    );
  });

  it.each([
    ['__proto__ twice', '{"__proto__": 1, "__proto__": 2}'],
    ['constructor twice, among others', '{"constructor": 1, "a": {"a": 1}, "constructor": {}}'],
    ['an empty name twice', '{"": 1, "": 1}'],
  ])('parseStrictJson, %s, throws', (_what, text) => {
    expect(outcomeOf(() => parseStrictJson(text))).toMatch(/same member twice/);
  });

  it.each([
    ['the same name in two objects', '[{"a": 1}, {"a": 1}]'],
    ['the same name inside and behind', '{"a": {"a": {"a": 1}}, "b": {"a": 1}}'],
    ['strings that look like members', '{"a": "\\"a\\": 1", "b": ["a", "a"]}'],
    ['a name that only looks alike', '{"é": 1, "e\u0301": 2}'],
    ['no object', '"a"'],
  ])('parseStrictJson, %s, gives the value of JSON.parse', (_what, text) => {
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it('parseStrictJson, more levels than its limit, throws before parsing them', () => {
    expect(parseStrictJson('['.repeat(32) + ']'.repeat(32))).toBeInstanceOf(Array);
    expect(outcomeOf(() => parseStrictJson('['.repeat(33) + ']'.repeat(33)))).toMatch(/nested too deeply/);
    expect(outcomeOf(() => parseStrictJson('{"a":'.repeat(200_000)))).toMatch(/nested too deeply/);
  });
});

describe('readStrictJson', () => {
  const read = (...bytes: readonly (string | number[])[]) =>
    outcomeOf(() =>
      readStrictJson(new Uint8Array(Buffer.concat(bytes.map((part) => Buffer.from(part as string)))).buffer),
    );

  it('readStrictJson, UTF-8 with a byte order mark or without, gives its value', () => {
    expect(read('{"a": "é€😀"}')).toEqual({ a: 'é€😀' });
    expect(read([0xef, 0xbb, 0xbf], '{"a": 1}')).toEqual({ a: 1 });
  });

  it.each([
    ['Latin-1', ['{"a": "', [0xe9], '"}']],
    ['a lone continuation', ['"', [0x80], '"']],
    ['half of a character', ['"', [0xe2, 0x82], '"']],
    ['a character in too many bytes', ['"', [0xc0, 0xaf], '"']],
    ['a surrogate', ['"', [0xed, 0xa0, 0x80], '"']],
    ['UTF-16', [[0xff, 0xfe, 0x31, 0x00]]],
  ])('readStrictJson, %s, throws', (_what, bytes) => {
    expect(read(...bytes)).toMatch(/UTF-8/);
  });
});
