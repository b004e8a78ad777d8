import { mebibytes } from '../../src/values/byte-size.ts';
import { endlessTexts } from '../support/endless-texts.ts';

/** A body of about a mebibyte on which a reader or a check may work for long. */
export interface HostileBody {
  readonly what: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const maxBytes = mebibytes(1);
const form = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data; boundary=x';
const json = 'application/json';
/** Names of fields that some route knows. */
const known = ['title', 'email', 'username', 'password', 'next', 'pendingPost', 'name', 'files', 'filename'];

/** As much of a piece as fits. */
function fill(piece: string, before = '', after = ''): string {
  const room = maxBytes - Buffer.byteLength(before + after);
  return before + piece.repeat(Math.floor(room / Buffer.byteLength(piece))) + after;
}

const members = (count: number, member: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => member(at)).join(',');
const part = (head: string) => `--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n`;

/** All known fields with the same endless text, an equal share of the room for each. */
function filledIn([what, text]: readonly [string, string]): readonly [what: string, type: string, text: string] {
  const share = text.slice(0, Math.floor(text.length / known.length / 2));
  return [`fields with ${what}`, json, JSON.stringify(Object.fromEntries(known.map((name) => [name, share])))];
}

const texts: readonly (readonly [what: string, type: string, text: string])[] = [
  ...['a&', '%&', '+&', '=&', '&', 'a=&', '%41&', 'title=x&', 'files=abcdefgh&', 'email=a%40b.co&', '%', '+', ';'].map(
    (piece) => [`a form of "${piece}"`, form, fill(piece)] as const,
  ),
  ['a form within a form', form, fill('a%26', 'email=a%40b.co&password=x&next=%2Fforms%2Fdocuments&pendingPost=')],
  ['many parts', multipart, fill(`${part('name="a"')}\r\n`, '', '--x--')],
  ['parts without an end', multipart, fill('--x\r\n')],
  ['a part with many headers', multipart, fill('a: b\r\n', '--x\r\n', '\r\n--x--')],
  ['a part with many parameters', multipart, fill('; filename*=utf-8', part('name="a"').trimEnd(), '\r\n\r\n--x--')],
  [
    'a part with a long name',
    multipart,
    fill('\\"', '--x\r\nContent-Disposition: form-data; name="', '"\r\n\r\n--x--'),
  ],
  ['a part that nearly ends', multipart, fill('\r\n--', part('name="title"'), '\r\n--x--')],
  ['arrays in arrays', json, `${'['.repeat(maxBytes / 2)}${']'.repeat(maxBytes / 2)}`],
  ['arrays that stay open', json, fill('[')],
  ['objects in objects', json, fill('{"a":')],
  ['many members', json, `{${members(90_000, (at) => `"${at}":1`)}}`],
  ['one member again and again', json, `{${members(150_000, () => '"a":1')}}`],
  ['many objects', json, fill('{"a":1},', '{"files":[', '{}]}')],
  ['many strings', json, fill('"",', '{"files":[', '""]}')],
  ['many ids', json, `{"files":[${members(80_000, (at) => `"upload${at}"`)}]}`],
  ['many numbers', json, fill('1,', '{"size":[', '1]}')],
  ['a long number', json, fill('9', '{"size":1', '}')],
  ['a long fraction', json, fill('9', '{"size":0.', 'e9}')],
  ['escapes', json, fill('\\u0000', '{"title":"', '"}')],
  ['quotes', json, fill('\\"', '{"title":"', '"}')],
  ['a text that stays open', json, fill('\\', '{"title":"')],
  ['quotation marks alone', json, fill('"')],
  ['white space', json, fill(' \n', '{"title"', ':1}')],
  ...endlessTexts(maxBytes).map(filledIn),
];

export const hostileBodies: readonly HostileBody[] = [
  ...texts.map(([what, type, text]) => ({ what, type, bytes: Buffer.from(text).subarray(0, maxBytes) })),
  { what: 'bytes that are no UTF-8', type: json, bytes: Buffer.alloc(maxBytes, 0xc3) },
  { what: 'a form that is no UTF-8', type: form, bytes: Buffer.alloc(maxBytes, 0xe2) },
];

/** Requests without a body that are as large as Node takes them: 16 KB of address and headers. */
export const hostileHeads: readonly { what: string; query?: string; headers?: Record<string, string> }[] = [
  ...['a&', '%&', '=&', 'draft&', 'cursor=%&', 'files=x&', '%41', '&'].map((piece) => ({
    what: `a query of "${piece}"`,
    query: `?${piece.repeat(15_000 / piece.length)}`,
  })),
  ...[';', 'a=b;', 'sluice;', 'sluice=x; ', '= ', '%41=%41;'].map((piece) => ({
    what: `cookies of "${piece}"`,
    headers: { cookie: piece.repeat(15_000 / piece.length) },
  })),
  ...['a/b,', '*/*;q=0.1,', 'text/html;', ',', '"', ';q='].map((piece) => ({
    what: `Accept of "${piece}"`,
    headers: { accept: piece.repeat(15_000 / piece.length), 'accept-encoding': 'br' },
  })),
  { what: 'codings', headers: { 'accept-encoding': 'br;q=0,'.repeat(1_800) } },
  { what: 'ranges', headers: { range: `bytes=${'0-0,'.repeat(3_500)}0-1` } },
  { what: 'entity tags', headers: { 'if-none-match': '"a",'.repeat(3_700) } },
  { what: 'a token of white space', headers: { authorization: `Bearer ${'\t '.repeat(7_000)}x` } },
  { what: 'many headers', headers: Object.fromEntries(Array.from({ length: 1_500 }, (_, at) => [`x${at}`, 'y'])) },
];
