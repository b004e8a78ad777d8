import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officeDocuments, zip } from '../../src/files/media-type.ts';
import { isZip } from '../../src/files/signatures/signature.ts';
import { archiveLimitsOf } from '../../src/inspection/archive-limits.ts';
import { describeTypes, type FileRules } from '../../src/uploads/file-rules.ts';
import { gibibytes, mebibytes } from '../../src/values/byte-size.ts';
import { viewOf } from '../../src/values/byte-view.ts';
import { bytes, zipOf } from '../support/sample-files.ts';
import { sentenceOf } from '../support/sentence.ts';
import { archiveProblem, contentProblem } from './checks-in-words.ts';
import { type EndRecord, finderZip, type ListedEntry, zipOfSize } from './samples/zip-files.ts';
import { storedBytes } from './stored-bytes.ts';

const rules: FileRules = { accept: [zip], maxBytes: gibibytes(5), minFiles: 1, maxFiles: 1 };
const limits = archiveLimitsOf(rules);
const unreadable = /damaged or incomplete/;

const faultOf = (stored: Parameters<typeof storedBytes>[0], asked = limits) =>
  archiveProblem(asked, storedBytes(stored));
const many = (count: number, entry: ListedEntry = {}) => Array.from({ length: count }, () => entry);

describe('archiveProblem', () => {
  it('archiveProblem, an archive within the limits, empty ones too, is accepted', async () => {
    expect(await faultOf(zipOf({ 'a.txt': 'A', 'b/c.txt': 'C' }))).toBeUndefined();
    expect(await faultOf(zipOfSize(mebibytes(1), [{ packed: 1000, unpacked: 2000 }]))).toBeUndefined();
    expect(await faultOf(zipOfSize(100, []))).toBeUndefined();
    expect(await faultOf(zipOfSize(mebibytes(1), many(3), { comment: 'with a comment' }))).toBeUndefined();
  });

  it('archiveProblem, more unpacked bytes than the field allows, says how much (attack 47)', async () => {
    const size = gibibytes(4) - 1;
    expect(await faultOf(zipOfSize(size, many(30, { packed: 9, unpacked: gibibytes(4) - 2 })))).toBe(
      'Unpacked, this file would have 120\u00a0GB. Split it: up to 100\u00a0GB are accepted.',
    );
  });

  it('archiveProblem, two lists of contents that unpackers read differently, a problem (attack 47)', async () => {
    const size = mebibytes(1);
    const harmlessAndBomb = [
      { packed: 9, unpacked: 9 },
      { packed: 1_000_000, unpacked: 201 * size },
    ];
    const namesTheFirst = { count: 1, directoryBytes: 47 };
    expect(await faultOf(zipOfSize(size, harmlessAndBomb, namesTheFirst))).toMatch(unreadable);
    const zip64 = ({ start }: EndRecord) => ({ start: start + 47 });
    expect(await faultOf(zipOfSize(size, harmlessAndBomb, { ...namesTheFirst, zip64 }))).toMatch(unreadable);
    expect(await faultOf(zipOfSize(size, harmlessAndBomb.slice(0, 1), { zip64: () => ({}) }))).toBeUndefined();
  });

  it('archiveProblem, a bomb of deflated zeros, a problem under every limit (attack 47)', async () => {
    const size = mebibytes(1);
    expect(await faultOf(zipOfSize(size, [{ packed: 1_000_000, unpacked: 201 * size }]))).toContain(
      'more than 200 times its size',
    );
    expect(await faultOf(zipOfSize(size, [{ packed: 1_000_000, unpacked: 200 * size }]))).toBeUndefined();
  });

  it('archiveProblem, well-packed logs below 100 MB, are accepted', async () => {
    expect(await faultOf(zipOfSize(1000, [{ packed: 800, unpacked: mebibytes(100) }]))).toBeUndefined();
    expect(await faultOf(zipOfSize(1000, [{ packed: 800, unpacked: mebibytes(100) + 1 }]))).toContain('200 times');
  });

  it('archiveProblem, entries that share their bytes, a problem (attack 47)', async () => {
    expect(await faultOf(zipOfSize(10_000, many(20, { packed: 9000, unpacked: 9100 })))).toMatch(unreadable);
  });

  it('archiveProblem, 10^6 entries, a problem without reading the list (attack 47)', async () => {
    const stored = storedBytes(zipOfSize(mebibytes(100), many(1_000_000)));
    expect(await archiveProblem(limits, stored)).toBe(
      'This file holds too many others. Split it: up to 10,000 in one archive are accepted.',
    );
    expect(stored.readBytes()).toBeLessThan(70_000);
    expect(await faultOf(zipOfSize(mebibytes(1), many(10_001)))).toContain('too many');
    expect(await faultOf(zipOfSize(mebibytes(1), many(10_000)))).toBeUndefined();
  });

  it('archiveProblem, a list other than its end record says, a problem (attack 47)', async () => {
    const wrong = [{ count: 2 }, { count: 4 }, { directoryBytes: 100 }, { start: 0 }, { start: 0xfffffffe }];
    for (const changes of wrong) expect(await faultOf(zipOfSize(5000, many(3), changes))).toMatch(unreadable);
  });

  it('archiveProblem, a second end record, a problem (attack 47)', async () => {
    const whole = zipOf({ 'harmless.txt': 'x' });
    expect(await faultOf(bytes(whole, 'PK\x05\x06'))).toMatch(unreadable);
    expect(await faultOf(bytes(whole, zipOf({ 'other.txt': 'y' })))).toMatch(unreadable);
  });

  it('archiveProblem, a missing end, a problem', async () => {
    const whole = zipOf({ 'a.txt': 'A' });
    for (let length = 0; length < whole.length; length++)
      expect(await faultOf(whole.subarray(0, length)), `${length} bytes`).toMatch(unreadable);
  });

  it('archiveProblem, ZIP64 with archives and entries above 4 GiB, is read', async () => {
    const size = gibibytes(50);
    const large = [
      { name: 'film.mov', packed: gibibytes(30), unpacked: gibibytes(31) },
      { packed: 1, unpacked: gibibytes(5) },
    ];
    const wide = { ...limits, maxUnpackedBytes: gibibytes(36) };
    expect(await faultOf(zipOfSize(size, large), wide)).toBeUndefined();
    expect(await faultOf(zipOfSize(size, large), { ...wide, maxUnpackedBytes: gibibytes(36) - 1 })).toContain(
      'would have 38,654,705,664\u00a0bytes. Split it: up to 38,654,705,663\u00a0bytes',
    );
  });

  it('archiveProblem, encrypted entries, nested archives, links and paths, are accepted', async () => {
    const names = ['../../etc/passwd', '/abs', 'C:\\x', 'inner.zip', 'same', 'same', 'x\0y'];
    expect(
      await faultOf(
        zipOfSize(
          5000,
          names.map((name) => ({ name, packed: 1, unpacked: 1 })),
        ),
      ),
    ).toBeUndefined();
  });

  it('archiveProblem, any bytes, returns', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(200), async (noise, at) => {
        const whole = bytes(zipOf({ 'a.txt': 'A', 'b.txt': 'B' }));
        whole.set(noise.subarray(0, whole.length - Math.min(at, whole.length)), Math.min(at, whole.length));
        expect(['string', 'undefined']).toContain(typeof (await faultOf(whole)));
      }),
    );
  });
});

describe('archiveProblem of an archive without ZIP64 as macOS writes it', () => {
  const film = { packed: gibibytes(5) + 7, unpacked: gibibytes(5) + 1 };
  const text = { packed: 900, unpacked: 3000 };

  it('archiveProblem, an archive of macOS above 4 GiB, adds up the true sizes', async () => {
    const stored = finderZip([text, film, text, { packed: gibibytes(3), unpacked: gibibytes(3) + 9 }, text]);
    expect(await faultOf(stored)).toBeUndefined();
    const least = gibibytes(8) + 10 + 9000;
    expect(await faultOf(stored, { ...limits, maxUnpackedBytes: least })).toBeUndefined();
    expect(await faultOf(stored, { ...limits, maxUnpackedBytes: least - 1 })).toContain('Unpacked');
  });

  it('archiveProblem, an archive of macOS with any entries, counts at least their unpacked bytes', async () => {
    const entry = fc
      .record({ packed: fc.nat(gibibytes(6)), ratio: fc.double({ min: 1, max: 1.2, noNaN: true }) })
      .map(({ packed, ratio }) => ({ packed, unpacked: Math.floor(packed * ratio) }));
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 20 }), async (entries) => {
        const unpacked = entries.reduce((sum, one) => sum + one.unpacked, 0);
        const wide = { ...limits, maxUnpackedBytes: unpacked };
        expect(await faultOf(finderZip(entries), wide)).toBeUndefined();
        if (unpacked > 0)
          expect(await faultOf(finderZip(entries), { ...wide, maxUnpackedBytes: unpacked - 1 })).toBeDefined();
      }),
    );
  });
});

describe('the limits of archives', () => {
  it('archiveLimitsOf, a field with or without its own, derives the rest from its accepted types', () => {
    expect(limits).toEqual({ maxEntries: 10_000, maxUnpackedBytes: gibibytes(100), maxRatio: 200 });
    expect(archiveLimitsOf({ maxBytes: mebibytes(1) }).maxUnpackedBytes).toBe(gibibytes(1));
    expect(archiveLimitsOf({ ...rules, archive: { maxEntries: 5 } })).toEqual({ ...limits, maxEntries: 5 });
  });

  it('describeTypes, a field for ZIP, states the limits of archives', () => {
    expect(describeTypes(rules).map(sentenceOf)).toEqual([
      'Archives: ZIP.',
      'A ZIP archive may hold up to 10,000 files and 100\u00a0GB unpacked.',
    ]);
    expect(describeTypes({ ...rules, accept: officeDocuments })).not.toContain('unpacked');
  });

  it('contentProblem, Office documents over the limits of archives, a problem', async () => {
    const document = zipOf({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<x/>' });
    const word = officeDocuments.find(({ extensions }) => extensions.includes('.docx'));
    if (!word) throw new Error('There is no Word document among the types.');
    expect(await contentProblem(word, storedBytes(document), rules)).toBeUndefined();
    expect(await contentProblem(word, storedBytes(document), { ...rules, archive: { maxEntries: 1 } })).toContain(
      'Split it',
    );
  });

  it('archiveProblem, an archive of any size, reads less than 1 MB', async () => {
    const size = gibibytes(5);
    const name = 'a/path/of/an/ordinary/length/for/a/file.txt';
    const stored = storedBytes(zipOfSize(size, many(10_000, { name, packed: 100, unpacked: 200 })));
    expect(await contentProblem(zip, stored, rules)).toBeUndefined();
    expect(stored.readBytes()).toBeGreaterThan(800_000);
    expect(stored.readBytes()).toBeLessThan(1_000_000);
  });
});

it('isZip, the first bytes of archives with and without entries, true', () => {
  const begins = (head: Uint8Array) => isZip(viewOf(head), storedBytes(head));
  expect(begins(zipOf({ x: 'x' }))).toBe(true);
  expect(begins(bytes('PK\x05\x06'))).toBe(true);
  expect(begins(bytes('PKZIP was a program'))).toBe(false);
});
