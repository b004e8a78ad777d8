import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EntryPaths } from '../../src/exports/entry-path.ts';
import { byteCount, type PlannedPart } from '../../src/storage/planned-part.ts';
import { gibibytes } from '../../src/values/byte-size.ts';
import { allParts, bytesOf, contentOf, entriesOf, leapDay, type SampleFile, zerosOf } from './archives.ts';
import { archiveReaders } from './zip-readers.ts';

/** True where `.ci/run` has installed all of them: then none may be left out. */
const areInstalled = process.env.ARCHIVERS === 'installed';

const text = (content: string) => Buffer.from(content);
const odd = [
  'naïve.txt',
  '日本語.txt',
  '👩‍👩‍👧.png',
  'a "quoted" \'name\'.txt',
  '=1+2.csv',
  '-rf',
  '../../etc/passwd',
  'CON.txt',
  'x'.repeat(300),
  '%s%n$(id).txt',
  'مرحبا.pdf',
];

function oddFiles(): SampleFile[] {
  const paths = new EntryPaths();
  return [...odd, ...odd, 'NAÏVE.TXT'].map((name, index) => ({
    path: paths.add(['1-ada@example.org', 'papers'], name),
    bytes: text(`content ${index}`),
  }));
}

const archives: readonly [what: string, files: () => SampleFile[]][] = [
  ['no entry', () => []],
  ['one empty entry', () => [{ path: '1-ada/f/empty.txt', bytes: text('') }]],
  ['names of every kind and duplicates', oddFiles],
  [
    'a directory in another order than the bytes',
    () => [
      { path: 'manifest.csv', bytes: text('"path"\r\n'), isLiteral: true },
      { path: '1-ada/f/large.bin', bytes: Buffer.alloc(21_000_000, 'large') },
      { path: '2-bob/f/small.txt', bytes: text('small') },
      { path: '3-eve/f/large.bin', bytes: Buffer.alloc(20_000_000, 'another') },
      { path: '4-joe/f/empty.txt', bytes: text('') },
    ],
  ],
  [
    'times from 1970 to 2106',
    () =>
      [0, leapDay, 2 ** 31, 2 ** 32].map((modifiedAt) => ({ path: `${modifiedAt}.txt`, bytes: text('x'), modifiedAt })),
  ],
];
const many = () =>
  Array.from({ length: 70_000 }, (_, index) => ({ path: `${index}-someone/f/${index}.txt`, bytes: text(`${index}`) }));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archives-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const writtenArchives = new Map<string, { path: string; files: readonly SampleFile[] }>();

/** Writes an archive at its first use. */
function written(what: string, makeFiles: () => SampleFile[]) {
  const known = writtenArchives.get(what);
  if (known) return known;
  const files = makeFiles();
  const archive = { path: writeArchive(files, `${writtenArchives.size}.zip`), files };
  writtenArchives.set(what, archive);
  return archive;
}

function writeArchive(files: readonly SampleFile[], name = 'archive.zip'): string {
  const path = join(folder, name);
  writeFileSync(path, bytesOf(allParts(entriesOf(files), 'copying').parts, files));
  return path;
}

/** The archives in whose reading programs differ. */
const telling = ['names of every kind and duplicates', 'a directory in another order than the bytes', '70,000 entries'];

describe.each(archiveReaders)('archives in $name', ({ name, canRun, read, seesDirectory, isSlow = false }) => {
  const isMissing = () => !canRun() && !areInstalled;

  const all = [...archives, ['70,000 entries', many] as const];
  it.for(all.filter(([what]) => !isSlow || telling.includes(what)))(
    `planArchive, %s, is read whole by ${name}, or skipped where that program is missing`,
    ([what, makeFiles], { skip }) => {
      skip(isMissing(), `There is no ${name} here.`);
      const { path: archive, files } = written(what, makeFiles);
      const { status, entries, output } = read(archive);
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
      if (entries === undefined) return;
      const expected = files.map(({ path, bytes }) => `${bytes.byteLength} ${path}`);
      if (seesDirectory) expect(entries.join('\n')).toBe(expected.join('\n'));
      else expect(entries.toSorted().join('\n')).toBe(expected.toSorted().join('\n'));
    },
  );
});

describe('archives in Python', () => {
  const python = archiveReaders.find(({ name }) => name === 'Python');

  it('planArchive, any files, gives the entries of the plan, or is skipped where Python is missing', ({ skip }) => {
    skip(!python?.canRun() && !areInstalled, 'There is no Python here.');
    const file = fc.tuple(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(fc.array(file, { maxLength: 30 }), (all) => {
        const paths = new EntryPaths();
        const files = all.map(([name, bytes]) => ({ path: paths.add(['1-ada', 'f'], name), bytes }));
        const entries = python?.read(writeArchive(files)).entries;
        expect(entries).toEqual(files.map(({ path, bytes }) => `${bytes.byteLength} ${path}`));
      }),
      { numRuns: 5 },
    );
  });
});

describe('an archive of three files of 6 GiB', () => {
  it.for([
    ['python3', ['-m', 'zipfile', '-l'], 'cabz'],
    ['unzip', ['-l'], 'cabz'],
    ['7z', ['l'], 'cabz'],
    // In the order of the bytes: the small file is in front of the first large one.
    ['bsdtar', ['-tvf'], 'zcab'],
  ] as const)(
    'planArchive, ZIP64 sizes and offsets, %s lists them, or is skipped where that program is missing',
    ([program, args, order], { skip }) => {
      skip(spawnSync(program, ['--version']).error !== undefined && !areInstalled, `There is no ${program} here.`);
      const list = ['c', 'a', 'b'].map((name) => zerosOf(`${name}.bin`, gibibytes(6)));
      const path = join(folder, 'sparse.zip');
      writeSparse(path, allParts([...list, zerosOf('z.txt', 7)], 'copying').parts);
      const { status, stdout } = spawnSync(program, [...args, path], { encoding: 'utf8' });
      expect(status).toBe(0);
      const lines = stdout
        .split('\n')
        .filter((line) => (/\b[abc]\.bin/.test(line) ? /\b6442450944\b/.test(line) : /\bz\.txt/.test(line)));
      expect(lines.map((line) => /([abcz])\.(bin|txt)/.exec(line)?.[1]).join('')).toBe(order);
    },
  );
});

/** Writes parts whose ranges consist of zeros, as a file with holes. */
function writeSparse(path: string, parts: readonly PlannedPart[]): void {
  const file = openSync(path, 'w');
  let at = 0;
  for (const stretch of parts.flatMap(contentOf)) {
    if (stretch instanceof Uint8Array) writeSync(file, stretch, 0, stretch.byteLength, at);
    at += byteCount(stretch);
  }
  ftruncateSync(file, at);
  closeSync(file);
}
