import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaType } from '../../src/files/media-type.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { guessType, typeOfContent } from '../../src/inspection/content.ts';
import { gibibytes, kibibytes } from '../../src/values/byte-size.ts';
import { bytes, sampleFiles } from '../support/sample-files.ts';
import { contentProblem } from './checks-in-words.ts';
import { compoundOf } from './samples/compound-files.ts';
import { isoOf, tiffOf } from './samples/picture-layouts.ts';
import { framesOf, id3Of } from './samples/sound-layouts.ts';
import { writtenFiles } from './samples/written-files.ts';
import { storedBytes } from './stored-bytes.ts';

const { accept = [] } = documents.fileFields.files ?? {};
const rules = { maxBytes: gibibytes(5) };
const layouts = Object.entries(writtenFiles).flatMap(([mime, writers]) =>
  Object.entries(writers).map(([writer, content]) => [mime, writer, content] as const),
);

describe('contentProblem', () => {
  it('the written files, each type that a form accepts, has two writers or more', () => {
    const writers = (mime: string) => Object.keys(writtenFiles[mime] ?? {}).length;
    expect(accept.map(({ mime }) => mime).filter((mime) => writers(mime) < 2)).toEqual([]);
  });

  it.each(layouts)('contentProblem, %s, %s, is accepted under its own name', async (mime, _writer, content) => {
    const type = typeOf(mime);
    expect(await contentProblem(type, storedBytes(content), rules)).toBeUndefined();
    expect(await typeOfContent(accept, storedBytes(content), type)).toBe(type);
  });

  it('contentProblem, a TIFF of any size, byte order and place of its directory, is accepted', async () => {
    const layout = fc.record({
      order: fc.constantFrom('II' as const, 'MM' as const),
      isBig: fc.boolean(),
      pixels: fc.nat(20_000),
      isDirectoryFirst: fc.boolean(),
      tags: fc.uniqueArray(fc.integer({ min: 300, max: 65_535 }), { maxLength: 9 }),
    });
    await acceptsAll('image/tiff', layout.map(tiffOf));
  });

  it('contentProblem, an MP3 or FLAC behind a tag of any size, is accepted', async () => {
    const start = fc.tuple(fc.integer({ min: 10, max: 70_000 }), fc.nat(5000));
    const frames = framesOf('MPEG-2 layer III, 64 kbit/s, 22.05 kHz', 3);
    await acceptsAll(
      'audio/mpeg',
      start.map(([tag, zeros]) => bytes(id3Of(tag), new Uint8Array(zeros), frames)),
    );
    await acceptsAll(
      'audio/flac',
      start.map(([tag]) => bytes(id3Of(tag), 'fLaC', new Uint8Array(50))),
    );
  });

  it('contentProblem, a PDF behind up to 1,019 other bytes, is accepted', async () => {
    const before = fc.uint8Array({ maxLength: 1019 }).map((some) => bytes('x', some.subarray(1)));
    await acceptsAll(
      'application/pdf',
      before.map((some) => bytes(some, '%PDF-1.4\n')),
    );
    const tooLate = storedBytes(bytes('x'.repeat(1020), '%PDF-1.4\n'));
    expect(await contentProblem(typeOf('application/pdf'), tooLate, rules)).toBeDefined();
  });

  it('contentProblem, a film of any brand that is no picture, is accepted as each of its family', async () => {
    const brand = fc.stringMatching(/^[a-z0-9 ]{4}$/).filter((name) => !/^(he|mi|ms|av|j|crx|vvi|evb|1pic)/.test(name));
    for (const mime of ['audio/mp4', 'video/mp4', 'video/quicktime'])
      await acceptsAll(
        mime,
        fc.tuple(brand, fc.array(brand)).map(([major, others]) => isoOf(major, ...others)),
      );
  });

  it('contentProblem, a document with a password is accepted, another compound file a problem', async () => {
    const layout = fc.record({
      sectorBytes: fc.constantFrom(512 as const, 4096 as const),
      before: fc.nat(50),
      between: fc.nat(50),
    });
    const names = fc.array(fc.stringMatching(/^[!a-zA-Z0-9]{1,31}$/), { maxLength: 10 });
    const docx = officeType('.docx');
    await acceptsAll(
      docx.mime,
      fc.tuple(names, layout).map(([first, how]) => compoundOf([...first, 'EncryptedPackage'], how)),
    );
    for (const streams of [[], ['WordDocument'], ['EncryptedPackag'], ['!Installer']])
      expect(await contentProblem(docx, storedBytes(compoundOf(streams)), rules)).toBeDefined();
  });

  it('contentProblem, any bytes of any size, reads few bytes in few ranges', async () => {
    const beginning = fc.oneof(
      fc.uint8Array({ maxLength: 5000 }),
      fc.constantFrom(...layouts.map(([, , content]) => content)),
      fc.nat(20).map((tags) => bytes(...Array.from({ length: tags }, () => id3Of(100_000)))),
    );
    await fc.assert(
      fc.asyncProperty(beginning, fc.constantFrom(...accept), async (head, type) => {
        const stored = storedBytes({ size: gibibytes(4), parts: [[0, head]] });
        let ranges = 0;
        const read = (start: number, end: number) => stored.read(start, end + 0 * ranges++);
        await contentProblem(type, { size: stored.size, read }, rules);
        expect(stored.readBytes()).toBeLessThan(kibibytes(1000));
        expect(ranges).toBeLessThan(300);
      }),
      { numRuns: 200 },
    );
  });
});

describe('guessType', () => {
  it.each(Object.entries(sampleFiles).filter(([mime]) => !/ms-|markdown|csv|json/.test(mime)))(
    'guessType, %s without a name, goes by its bytes',
    async (mime, content) => {
      expect((await guessType(accept, storedBytes(content)))?.mime).toBe(mime);
    },
  );

  it.each([
    ['WordDocument', '.doc'],
    ['Workbook', '.xls'],
    ['PowerPoint Document', '.ppt'],
  ])('guessType, a compound file with a stream %j, gives %s', async (stream, extension) => {
    expect((await guessType(accept, storedBytes(compoundOf([stream]))))?.extensions).toContain(extension);
  });
});

describe('typeOfContent', () => {
  it.each([
    ['image/png', 'image/jpeg', 'image/jpeg'],
    ['image/jpeg', 'image/heic', 'image/heic'],
    ['image/webp', 'image/avif', 'image/avif'],
    ['audio/mpeg', 'audio/mp4', 'audio/mp4'],
    ['video/mp4', 'video/webm', 'video/webm'],
    ['audio/wav', 'audio/mpeg', 'audio/mpeg'],
    ['image/png', 'application/pdf', 'image/png'],
    ['application/pdf', 'image/png', 'application/pdf'],
    ['image/png', 'application/zip', 'image/png'],
    ['text/plain', 'image/png', 'text/plain'],
    ['audio/mpeg', 'image/jpeg', 'audio/mpeg'],
  ])('typeOfContent, %s with the bytes of %s, both accepted, gives %s', async (named, real, taken) => {
    const stored = storedBytes(sampleFiles[real] ?? bytes());
    expect((await typeOfContent(accept, stored, typeOf(named))).mime).toBe(taken);
  });

  it.each([
    ['.doc', '.docx', '.docx'],
    ['.xls', '.xlsx', '.xlsx'],
    ['.docx', '.odt', '.docx'],
  ])('typeOfContent, a document %s with the bytes of %s, gives %s', async (named, real, taken) => {
    const stored = storedBytes(writtenFiles[officeType(real).mime]?.LibreOffice ?? bytes());
    expect((await typeOfContent(accept, stored, officeType(named))).extensions).toContain(taken);
  });

  it('typeOfContent, an old document called .docx, goes by its streams, else stays .docx', async () => {
    const [docx, doc] = [officeType('.docx'), officeType('.doc')];
    expect(await typeOfContent(accept, storedBytes(compoundOf(['WordDocument'])), docx)).toBe(doc);
    expect(await typeOfContent(accept, storedBytes(compoundOf(['!Installer'])), docx)).toBe(docx);
  });

  it('typeOfContent, any content, gives only accepted types', async () => {
    const [png] = [typeOf('image/png')];
    expect(await typeOfContent([png], storedBytes(sampleFiles['image/jpeg'] ?? bytes()), png)).toBe(png);
  });
});

async function acceptsAll(mime: string, files: fc.Arbitrary<Uint8Array>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(files, async (content) => {
      expect(await contentProblem(typeOf(mime), storedBytes(content), rules)).toBeUndefined();
    }),
    { numRuns: 50 },
  );
}

function typeOf(mime: string): MediaType {
  const type = accept.find((candidate) => candidate.mime === mime);
  if (!type) throw new Error(`${mime} is not declared.`);
  return type;
}

function officeType(extension: string): MediaType {
  const type = accept.find(({ extensions }) => extensions.includes(extension));
  if (!type) throw new Error(`${extension} is not declared.`);
  return type;
}
