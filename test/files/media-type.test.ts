import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csv,
  findMediaType,
  gzip,
  jpeg,
  type MediaType,
  nameWithExtension,
  officeDocuments,
  pdf,
  png,
  textTypes,
} from '../../src/files/media-type.ts';
import { documents } from '../../src/forms/definitions/documents.ts';

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const declared = documents.fileFields.files?.accept ?? [];

describe('findMediaType', () => {
  it('findMediaType, parameters, case and spaces, finds the canonical name (attack 12)', () => {
    for (const claimed of ['image/png', 'IMAGE/PNG', 'image/png; charset=x', ' Image/Png ;a=b'])
      expect(findMediaType([jpeg, png], claimed, 'x')).toBe(png);
  });

  it.each([
    'text/html',
    'TEXT/HTML; charset=utf-8',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript',
    'text/javascript',
    'application/x-javascript',
    'text/ecmascript',
    'text/jscript',
    'text/vbscript',
    'application/xml',
    'application/rss+xml',
    'multipart/form-data',
    'multipart/related',
    '*/*',
    'image/*',
    'image/png\r\nx-amz-acl: public-read',
    'image/png,text/html',
    `image/png${'x'.repeat(5000)}`,
    'constructor',
  ])('findMediaType, %j under any name, finds none (attack 11)', (claimed) => {
    for (const { extensions } of declared)
      for (const extension of extensions) expect(findMediaType(declared, claimed, `x${extension}`)).toBeUndefined();
  });

  it('findMediaType, a browser that knows no type, goes by the extension', () => {
    expect(findMediaType(declared, '', 'Report.PDF')).toBe(pdf);
    expect(findMediaType(declared, 'application/octet-stream', 'archive.tgz')).toBe(gzip);
    expect(findMediaType(declared, '', 'page.html')).toBeUndefined();
    expect(findMediaType(declared, '', 'png')).toBeUndefined();
  });

  it('findMediaType, a CSV file with Windows’s name of Excel, is CSV, and an Excel file is Excel', () => {
    expect(findMediaType(declared, 'application/vnd.ms-excel', 'numbers.csv')).toBe(csv);
    expect(findMediaType(declared, 'application/vnd.ms-excel', 'numbers.xls')).toBe(
      officeDocuments.find(({ extensions }) => extensions.includes('.xls')),
    );
  });

  it.each([
    ['server.log', 'text/x-log', 'text/plain'],
    ['a.docx', 'application/wps-office.docx', wordType],
    ['a.docx', 'application/kswps', wordType],
    ['a.docx', 'application/vnd.ms-office', wordType],
    ['a.docx', 'application/zip', wordType],
    ['a.docx', 'application/msword', wordType],
    ['a.pdf', 'application/x-pdf', 'application/pdf'],
    ['a.pdf', 'application/haansoftpdf', 'application/pdf'],
    ['a.pdf', 'binary/octet-stream', 'application/pdf'],
    ['a.pdf', 'application/force-download', 'application/pdf'],
    ['a.pdf', 'application/unknown', 'application/pdf'],
    ['a.ogg', 'video/ogg', 'audio/ogg'],
    ['a.wav', 'audio/vnd.wave', 'audio/wav'],
    ['a.tgz', 'application/x-compressed', 'application/gzip'],
    ['a.csv', 'text/x-csv', 'text/csv'],
    ['a.csv', 'application/vnd.ms-excel', 'text/csv'],
    ['a.csv', 'text/plain', 'text/csv'],
    ['a.json', 'text/plain', 'application/json'],
    ['a.md', 'text/plain', 'text/markdown'],
    ['a.md', 'application/octet-stream', 'text/markdown'],
    ['a.m4a', 'audio/aac', 'audio/mp4'],
    ['a.m4a', 'video/mp4', 'audio/mp4'],
    ['a.mkv', 'application/x-matroska', 'video/matroska'],
    ['a.heic', 'image/heic-sequence', 'image/heic'],
    ['rec.webm', 'audio/webm', 'video/webm'],
    ['a.rtf', 'application/msword', 'application/rtf'],
    ['a.zip', 'multipart/x-zip', 'application/zip'],
    ['photo.png', 'image/jpeg', 'image/png'],
    ['REPORT.PDF ', 'text/pdf', 'application/pdf'],
  ])('findMediaType, %s as %s, goes by the extension and keeps the name', (filename, claimed, mime) => {
    const type = findMediaType(declared, claimed, filename);
    expect(type?.mime).toBe(mime);
    expect(type && nameWithExtension(filename, type)).toBe(filename.trim());
  });

  it('findMediaType, any claim but a page or a script, goes by the extension', () => {
    const part = fc.stringMatching(/^[a-z0-9][a-z0-9!#$&^_.+-]{0,20}$/);
    const claim = fc.tuple(part, part).map((parts) => parts.join('/'));
    const isRunnable = (claimed: string) => /html|xml$|script|^multipart/.test(claimed);
    fc.assert(
      fc.property(claim, fc.constantFrom(...declared), (claimed, type) => {
        const name = `x${type.extensions[0]}`;
        expect(findMediaType(declared, claimed, name)).toBe(isRunnable(claimed) ? undefined : type);
        expect(findMediaType(declared, claimed, 'x.exe')).toBeUndefined();
      }),
    );
  });

  it('findMediaType, an extension that is not accepted, goes by the claim', () => {
    expect(findMediaType(declared, 'image/jpeg', 'photo')).toBe(jpeg);
    expect(findMediaType([png, jpeg], 'image/jpeg', 'photo.heic')).toBe(jpeg);
    expect(findMediaType(declared, 'text/plain', 'report.hta')).toBe(textTypes[0]);
  });

  it('findMediaType, any name and claim, finds only accepted types', () => {
    const claims = fc.constantFrom(
      ...declared.flatMap(({ mime, aliases = [] }) => [mime, ...aliases]),
      '',
      'text/html',
    );
    const names = fc.constantFrom(
      ...declared.flatMap(({ extensions }) => extensions.map((extension) => `x${extension}`)),
    );
    fc.assert(
      fc.property(claims, names, fc.subarray([...declared]), (claimed, filename, accepted) => {
        const found = findMediaType(accepted, claimed, filename);
        expect(found === undefined || accepted.includes(found)).toBe(true);
      }),
    );
  });
});

describe('nameWithExtension', () => {
  it.each([
    ['report.hta', textTypes[0], undefined, 'report.hta.txt'],
    ['photo.png', jpeg, png, 'photo.jpg'],
    ['PHOTO.PNG', jpeg, png, 'PHOTO.jpg'],
    ['photo.jpg.png', jpeg, png, 'photo.jpg'],
    ['photo.jpeg', jpeg, png, 'photo.jpeg'],
    ['photo', jpeg, png, 'photo.jpg'],
    ['.png', jpeg, png, 'file.jpg'],
    ['photo.webp', jpeg, png, 'photo.webp.jpg'],
  ])('nameWithExtension, %s', (name, type, mistakenFor, expected) => {
    expect(type && nameWithExtension(name, type, mistakenFor)).toBe(expected);
  });

  it('nameWithExtension, any name and types, ends as names of the type do', () => {
    const types = fc.constantFrom(...declared);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), types, types, types, (stem, named, type, mistakenFor) => {
        const name = nameWithExtension(`${stem}${named.extensions[0]}`, type, mistakenFor).toLowerCase();
        expect(type.extensions.some((extension) => name.endsWith(extension))).toBe(true);
      }),
    );
  });
});

describe('the declared media types', () => {
  it('the declared media types, each, have canonical names and extensions of one type each', () => {
    const all = [...declared];
    expect(all.length).toBeGreaterThan(30);
    const isCanonical = ({ mime, extensions }: MediaType) =>
      /^[a-z]+\/[a-z0-9.+-]+$/.test(mime) && extensions.every((extension) => /^\.[a-z0-9]+$/.test(extension));
    expect(all.filter((type) => !isCanonical(type))).toEqual([]);
    const extensions = all.flatMap((type) => type.extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
    expect(new Set(all.map(({ mime }) => mime)).size).toBe(all.length);
  });

  it('the declared media types, shown inline, can run no script (attack 60)', () => {
    const inline = declared.filter((type) => type.inline).map(({ mime }) => mime);
    expect(inline).toContain('application/pdf');
    expect(
      inline.filter((mime) => /html|xml|svg|script|zip|json|csv|markdown|officedocument|msword/.test(mime)),
    ).toEqual([]);
    expect(textTypes.find(({ mime }) => mime === 'text/plain')?.inline).toBe(true);
  });
});
