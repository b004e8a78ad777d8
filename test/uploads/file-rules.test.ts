import { describe, expect, it } from 'vitest';
import { gzip, images, jpeg, officeDocuments, pdf, png, zip } from '../../src/files/media-type.ts';
import { Problem } from '../../src/problems/problem.ts';
import {
  acceptAttribute,
  checkClaim,
  describeRules,
  describeTypes,
  type FileRules,
} from '../../src/uploads/file-rules.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { inWords } from '../support/problems-in-words.ts';
import { sentenceOf } from '../support/sentence.ts';

const rules: FileRules = { accept: [png, jpeg], maxBytes: mebibytes(5), minFiles: 1, maxFiles: 1 };
const claim = { filename: 'me.png', contentType: 'image/png', size: 100 };

describe('checkClaim', () => {
  it('checkClaim, an accepted type, gives it', () => {
    expect(checkClaim(rules, claim)).toBe(png);
    expect(checkClaim(rules, { ...claim, filename: 'me.jpg', contentType: 'image/pjpeg' })).toBe(jpeg);
    expect(checkClaim(rules, { ...claim, filename: 'me', contentType: 'image/pjpeg' })).toBe(jpeg);
  });

  it('checkClaim, the limit is accepted, one byte more a problem (attack 5)', () => {
    expect(checkClaim(rules, { ...claim, size: mebibytes(5) })).toBe(png);
    expect(inWords(checkClaim(rules, { ...claim, size: mebibytes(5) + 1 }))).toMatchObject({
      kind: 'too-large',
      detail: 'This file is too large (5,242,881\u00a0bytes). Choose one of up to 5,242,880\u00a0bytes.',
    });
  });

  it('checkClaim, another type, says what is accepted (attack 11)', () => {
    const problem = checkClaim(rules, { ...claim, contentType: 'image/svg+xml' });
    expect(problem).toBeInstanceOf(Problem);
    expect(inWords(problem)).toMatchObject({
      kind: 'type-not-accepted',
      detail: 'This file type isn’t accepted. Choose another file: PNG and JPEG.',
    });
  });
});

describe('describeRules', () => {
  it.each<[Partial<FileRules>, string]>([
    [{}, 'PNG and JPEG; one file, up to 5\u00a0MB.'],
    [{ maxFiles: 3 }, 'PNG and JPEG; up to 3 files, 5\u00a0MB each.'],
    [{ minFiles: 2, maxFiles: 3 }, 'PNG and JPEG; 2 to 3 files, 5\u00a0MB each.'],
    [
      { picture: { minPixels: 64, maxPixels: 4096 } },
      'PNG and JPEG; one file, up to 5\u00a0MB, 64 to 4096 pixels a side.',
    ],
    [
      { picture: { minPixels: 64, maxPixels: 4096, maxMegapixels: 12 } },
      'PNG and JPEG; one file, up to 5\u00a0MB, 64 to 4096 pixels a side, up to 12 megapixels.',
    ],
    [{ accept: images }, 'Pictures; one file, up to 5\u00a0MB.'],
    [{ accept: images.slice(0, 4) }, 'Pictures; one file, up to 5\u00a0MB.'],
    [{ accept: [pdf, ...images, zip, gzip] }, 'PDF, pictures and archives; one file, up to 5\u00a0MB.'],
  ])('describeRules, %j, makes a sentence', (parts, sentence) => {
    expect(sentenceOf(describeRules({ ...rules, ...parts }))).toBe(sentence);
  });
});

describe('describeTypes', () => {
  it('describeTypes, types of several kinds, lists all by kind, each once, with the limits of archives', () => {
    const types = describeTypes({ ...rules, accept: [pdf, png, ...officeDocuments, zip], archive: { maxEntries: 9 } });
    expect(types.map(sentenceOf)).toEqual([
      'Documents: PDF, Word, Excel, PowerPoint, OpenDocument and RTF.',
      'Pictures: PNG.',
      'Archives: ZIP.',
      expect.stringMatching(/^A ZIP archive may hold up to 9 files and [\d.]+\u00a0GB unpacked\.$/),
    ]);
  });
});

describe('acceptAttribute', () => {
  it('acceptAttribute, any types, names types and extensions', () => {
    expect(acceptAttribute(rules)).toBe('image/png,.png,image/jpeg,.jpg,.jpeg,.jfif');
  });
});
