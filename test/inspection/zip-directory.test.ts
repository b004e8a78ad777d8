import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeDocuments, zip } from '../../src/files/media-type.ts';
import { archiveLimitsOf } from '../../src/inspection/archive-limits.ts';
import { readZipDirectory } from '../../src/inspection/zip-directory.ts';
import { gibibytes, mebibytes } from '../../src/values/byte-size.ts';
import { le16, le32 } from '../support/binary-numbers.ts';
import { bytes, zipOf } from '../support/sample-files.ts';
import { archiveProblem, contentProblem } from './checks-in-words.ts';
import { finderZip, type ListedEntry, zipBehind, zipOfSize } from './samples/zip-files.ts';
import { storedBytes } from './stored-bytes.ts';

const rules = { maxBytes: gibibytes(5) };
const limits = archiveLimitsOf(rules);
const most = { entries: 100_000, bytes: mebibytes(96) };

type Content = Parameters<typeof storedBytes>[0];
const faultOf = (content: Content, asked = limits) => archiveProblem(asked, storedBytes(content));
const many = (count: number, entry: ListedEntry = {}) => Array.from({ length: count }, () => entry);

/** The bytes of a small archive from `zipOfSize`. */
function wholeOf({ size, parts }: ReturnType<typeof zipOfSize>): Uint8Array {
  const whole = new Uint8Array(size);
  for (const [at, part] of parts) whole.set(part, at);
  return whole;
}

/** An archive whose one entry of few bytes states 4 GB unpacked. */
const bomb = wholeOf(zipOfSize(1000, [{ name: 'zeros.bin', packed: 500, unpacked: 0xfffffffe }]));

describe('archiveProblem, an archive behind other bytes', () => {
  const prefixes = ['PK\x07\x08', 'PK00', 'PK\x05\x06', 'PK\x05\x04', '', 'MZ and a program'];

  it.each(prefixes)('archiveProblem, an archive behind %j, is checked by its list', async (prefix) => {
    const archive = zipOf({ 'a.txt': 'A', 'b.txt': 'B' });
    expect(await faultOf(zipBehind(bytes(prefix), archive))).toBeUndefined();
    expect(await faultOf(zipBehind(bytes(prefix), archive), { ...limits, maxEntries: 1 })).toContain('too many');
  });

  it.each(prefixes)(
    'archiveProblem, behind %j, a bomb, too many entries or shared bytes, a problem (attack 47)',
    async (prefix) => {
      const manyEntries = wholeOf(zipOfSize(mebibytes(1), many(10_001)));
      const shared = wholeOf(zipOfSize(10_000, many(20, { packed: 9000, unpacked: 9100 })));
      const word = officeDocuments.find(({ extensions }) => extensions.includes('.docx')) ?? zip;
      for (const content of [bomb, manyEntries, shared]) {
        const moved = zipBehind(bytes(prefix), content);
        expect(await faultOf(moved)).toMatch(/200 times|too many|damaged/);
        for (const type of [zip, word]) expect(await contentProblem(type, storedBytes(moved), rules)).toBeDefined();
      }
    },
  );
});

describe('archiveProblem, bytes behind the end record', () => {
  const archive = zipOf({ 'a.txt': 'A', 'b/c.txt': 'C' });

  it.each([
    ['one byte', bytes(0)],
    ['a line end', bytes('\r\n')],
    ['a block of zeros', new Uint8Array(512)],
    ['the padding of a tape', new Uint8Array(10_000)],
  ])('archiveProblem, %s behind the end record, is accepted', async (_name, trailing) => {
    expect(await faultOf(bytes(archive, trailing))).toBeUndefined();
    expect(await faultOf(bytes(bomb, trailing))).toContain('200 times');
  });

  it('archiveProblem, a comment shorter than its length says, is accepted', async () => {
    expect(await faultOf(bytes(archive.subarray(0, -2), le16(5)))).toBeUndefined();
    expect(await faultOf(bytes(bomb.subarray(0, -2), le16(5)))).toContain('200 times');
  });

  it('archiveProblem, up to 2,000 bytes behind the end, accepted, behind a bomb not (attack 47)', async () => {
    const trailing = fc.uint8Array({ maxLength: 2000 }).filter((some) => !Buffer.from(some).includes('PK'));
    await fc.assert(
      fc.asyncProperty(trailing, async (some) => {
        expect(await faultOf(bytes(archive, some))).toBeUndefined();
        expect(await faultOf(bytes(bomb, some))).toContain('200 times');
      }),
    );
  });
});

describe('archiveProblem, two lists that programs read differently', () => {
  const harmless = zipOf({ 'harmless.txt': 'x' });
  const ambiguous = 'This file has two lists of contents, and programs may show either.';

  it('archiveProblem, an archive in the comment of another, a problem (attack 47)', async () => {
    for (const [outer, inner] of [
      [bomb, harmless],
      [harmless, bomb],
      [harmless, zipOf({ 'other.txt': 'y' })],
    ] as const) {
      const counted = zipBehind(outer, inner);
      expect(await faultOf(counted)).toContain(ambiguous);
      expect(await faultOf(bytes(outer, inner))).toMatch(/damaged/);
      const said = Buffer.from(counted);
      said.writeUInt16LE(inner.length, outer.length - 2);
      expect(await faultOf(said)).toContain(ambiguous);
    }
  });

  it('archiveProblem, an earlier end record whose comment ends the file, a problem (attack 47)', async () => {
    const elsewhere = bytes('PK\x05\x06', new Uint8Array(16), le16(harmless.length));
    expect(await faultOf(zipBehind(bytes('PK\x07\x08', elsewhere), harmless))).toContain(ambiguous);
  });

  it('archiveProblem, a list at an offset beyond 2^32, a problem (attack 47)', async () => {
    const large = finderZip([{ name: 'film.mov', packed: gibibytes(4) + 5000, unpacked: gibibytes(4) + 5000 }]);
    expect(await faultOf(large)).toBeUndefined();
    const second: [number, Uint8Array] = [large.start % 2 ** 32, bytes('PK\x01\x02', new Uint8Array(42))];
    expect(await faultOf({ ...large, parts: [...large.parts, second] })).toContain(ambiguous);
  });

  it('archiveProblem, archives in an archive, are accepted', async () => {
    const inner = zipOf({ 'deep.txt': 'deep' });
    const stored = Object.fromEntries(
      ['one.zip', 'two.docx', 'three.zip'].map((name) => [name, Buffer.from(inner).toString('latin1')]),
    );
    const outer = zipOf({ ...stored, 'empty.zip': Buffer.from(zipOf({})).toString('latin1') });
    expect(await faultOf(outer)).toBeUndefined();
    expect(await faultOf(bytes(outer, '\n'))).toBeUndefined();
  });

  it('archiveProblem, a part of a split archive, a problem as not whole', async () => {
    const last = Buffer.from(harmless);
    last.writeUInt16LE(2, last.length - 18);
    expect(await faultOf(last)).toContain('incomplete');
  });
});

describe('archiveProblem, the number of entries', () => {
  it('archiveProblem, 6,000 files with long names, is accepted', async () => {
    const name = 'Projekt Unterlagen/Fotodokumentation Baustelle/2024-05-17 Abnahme/'.repeat(4);
    expect(await faultOf(zipOfSize(mebibytes(3), many(6000, { name })))).toBeUndefined();
    expect(await faultOf(zipOfSize(mebibytes(9), many(10_000, { name: '写真'.repeat(130) })))).toBeUndefined();
  });

  it('archiveProblem, names of 64 KB each, a problem by the length of the list (attack 47)', async () => {
    const stored = storedBytes(zipOfSize(mebibytes(64), many(900, { name: 'x'.repeat(65_535) })));
    expect(await archiveProblem(limits, stored)).toBe(
      'The list of contents of this file is longer than 9.8\u00a0MB, too long to check. Split the file, or give its contents shorter names.',
    );
    expect(stored.readBytes()).toBeLessThan(mebibytes(12));
  });

  it('archiveProblem, 65,537 entries that the end record calls one, a problem (attack 47)', async () => {
    const entries = Array.from({ length: 65_537 }, () => ({ packed: 1, unpacked: 1 }));
    const stored = storedBytes(finderZip(entries));
    expect(await archiveProblem(limits, stored)).toContain('too many');
    expect(stored.readBytes()).toBeLessThan(mebibytes(2));
    expect(await faultOf(finderZip(entries), { ...limits, maxEntries: 70_000 })).toBeUndefined();
    expect(await readZipDirectory(storedBytes(finderZip(entries)), { entries: 65_536, bytes: 9e7 })).toBe('too-many');
  });
});

describe('archiveProblem, an archive above 4 GiB as Finder writes it', () => {
  const films = (sizes: readonly number[]) =>
    sizes.map((size, at) => ({ name: `film ${at}.mov`, packed: size, unpacked: size + 100 }));

  it('archiveProblem, an archive of Finder above 4 GiB, is accepted and counts its room', async () => {
    const archive = finderZip(films([gibibytes(5), gibibytes(2), gibibytes(9)]));
    expect(await faultOf(archive)).toBeUndefined();
    expect(await faultOf(archive, { ...limits, maxUnpackedBytes: gibibytes(16) })).toContain('Unpacked, this file');
    expect(await faultOf(archive, { ...limits, maxUnpackedBytes: gibibytes(17) })).toBeUndefined();
  });

  it('archiveProblem, an archive of Finder with any films, is counted to the byte', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: gibibytes(11) }), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(sizes, async (some) => {
        const found = await readZipDirectory(storedBytes(finderZip(films(some))), most);
        // An entry just below a multiple of 4 GiB passes it as it unpacks.
        fc.pre(some.every((size) => size % 2 ** 32 < 2 ** 32 - 100));
        const unpackedBytes = some.reduce((sum, size) => sum + size + 100, 0);
        expect(found).toMatchObject({ entries: some.length, unpackedBytes });
      }),
    );
  });

  it('archiveProblem, an archive of Finder cut or with another list, a problem', async () => {
    const { size, parts, start } = finderZip(films([gibibytes(5)]));
    expect(await faultOf({ size: size - 1, parts })).toContain('damaged');
    const shifted = parts.map(([at, part]): [number, Uint8Array] => [at < start ? at : at - 1, part]);
    expect(await faultOf({ size: size - 1, parts: shifted })).toContain('damaged');
  });

  it('archiveProblem, an archive of Finder with a bomb, a problem (attack 47)', async () => {
    const entries = [...films([gibibytes(5)]), ...many(400, { name: 'x', packed: 1, unpacked: 0xfffffffe })];
    expect(await faultOf(finderZip(entries as Required<ListedEntry>[]))).toContain('Unpacked, this file');
  });
});

it('readZipDirectory, ZIP64 records that Python looks for elsewhere, unreadable', async () => {
  const archive = zipOfSize(5000, [{ packed: 1, unpacked: 1 }], { zip64: () => ({}) });
  const [first, [at, end]] = archive.parts as [[number, Uint8Array], [number, Uint8Array]];
  expect(await readZipDirectory(storedBytes(archive), most)).toMatchObject({ entries: 1 });
  const record = Buffer.from(end).indexOf('PK\x06\x07');
  const moved = Buffer.from(end);
  moved.set(le32(at), record + 8);
  expect(await readZipDirectory(storedBytes({ size: 5000, parts: [first, [at, moved]] }), most)).toBe('unreadable');
});
