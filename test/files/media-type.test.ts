import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  csv,
  findMediaType,
  gzip,
  jpeg,
  type MediaType,
  officeDocuments,
  pdf,
  png,
  text,
} from '../../src/files/media-type.ts';
import { documents } from '../../src/forms/documents.ts';

const declared = documents.fileFields.files?.accept ?? [];

describe('findMediaType', () => {
  it('attack 12: finds the canonical name behind parameters, case and spaces', () => {
    for (const claimed of ['image/png', 'IMAGE/PNG', 'image/png; charset=x', ' Image/Png ;a=b'])
      expect(findMediaType([jpeg, png], claimed, 'x')).toBe(png);
  });

  it.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript',
    'text/javascript',
    'multipart/form-data',
    '*/*',
    'image/*',
    'image/png\r\nx-amz-acl: public-read',
    'image/png,text/html',
    `image/png${'x'.repeat(5000)}`,
    'constructor',
  ])('attack 11: no form takes %j, however the file is called', (claimed) => {
    expect(findMediaType(declared, claimed, 'picture.png')).toBeUndefined();
  });

  it('lets the extension decide where the browser knows no type', () => {
    expect(findMediaType(declared, '', 'Report.PDF')).toBe(pdf);
    expect(findMediaType(declared, 'application/octet-stream', 'archive.tgz')).toBe(gzip);
    expect(findMediaType(declared, '', 'page.html')).toBeUndefined();
    expect(findMediaType(declared, '', 'png')).toBeUndefined();
  });

  it('takes a CSV file that Windows gives the name of Excel for what it is, and an Excel file too', () => {
    expect(findMediaType(declared, 'application/vnd.ms-excel', 'numbers.csv')).toBe(csv);
    expect(findMediaType(declared, 'application/vnd.ms-excel', 'numbers.xls')).toBe(
      officeDocuments.find(({ extensions }) => extensions.includes('.xls')),
    );
  });

  it('never answers with a type that is not accepted', () => {
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

describe('the declared types', () => {
  it('have canonical names and extensions that belong to one type each', () => {
    const all = [...declared];
    expect(all.length).toBeGreaterThan(30);
    const isCanonical = ({ mime, extensions }: MediaType) =>
      /^[a-z]+\/[a-z0-9.+-]+$/.test(mime) && extensions.every((extension) => /^\.[a-z0-9]+$/.test(extension));
    expect(all.filter((type) => !isCanonical(type))).toEqual([]);
    const extensions = all.flatMap((type) => type.extensions);
    expect(new Set(extensions).size).toBe(extensions.length);
    expect(new Set(all.map(({ mime }) => mime)).size).toBe(all.length);
  });

  it('attack 60: are shown inline only where no script can run in them', () => {
    const inline = declared.filter((type) => type.inline).map(({ mime }) => mime);
    expect(inline).toContain('application/pdf');
    expect(
      inline.filter((mime) => /html|xml|svg|script|zip|json|csv|markdown|officedocument|msword/.test(mime)),
    ).toEqual([]);
    expect(text.find(({ mime }) => mime === 'text/plain')?.inline).toBe(true);
  });
});
