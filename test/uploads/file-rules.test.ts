import { describe, expect, it } from 'vitest';
import { jpeg, officeDocuments, png } from '../../src/files/media-type.ts';
import { Problem } from '../../src/problems/problem.ts';
import { acceptAttribute, checkClaim, describeRules, type FileRules } from '../../src/uploads/file-rules.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { inWords } from '../support/in-words.ts';

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
      detail: 'This file has 5,242,881 bytes. At most 5,242,880 bytes are accepted here.',
    });
  });

  it('checkClaim, another type, says what is accepted (attack 11)', () => {
    const problem = checkClaim(rules, { ...claim, contentType: 'image/svg+xml' });
    expect(problem).toBeInstanceOf(Problem);
    expect(inWords(problem)).toMatchObject({
      kind: 'type-not-accepted',
      detail: 'Files of this type are not accepted here. Accepted: PNG, JPEG.',
    });
  });
});

describe('describeRules', () => {
  it.each<[Partial<FileRules>, string]>([
    [{}, 'One file: PNG, JPEG; at most 5 MB.'],
    [{ maxFiles: 3 }, 'Up to 3 files: PNG, JPEG; at most 5 MB each.'],
    [{ minFiles: 2, maxFiles: 3 }, '2 to 3 files: PNG, JPEG; at most 5 MB each.'],
    [{ picture: { minPixels: 64, maxPixels: 4096 } }, 'One file: PNG, JPEG; at most 5 MB, 64 to 4096 pixels a side.'],
  ])('describeRules, %j, makes a sentence', (parts, sentence) => {
    expect(describeRules({ ...rules, ...parts })).toBe(sentence);
  });

  it('describeRules, two types of one kind, names the kind once', () => {
    expect(describeRules({ ...rules, accept: officeDocuments }).match(/Word/g)).toHaveLength(1);
  });
});

describe('acceptAttribute', () => {
  it('acceptAttribute, any types, names types and extensions', () => {
    expect(acceptAttribute(rules)).toBe('image/png,.png,image/jpeg,.jpg,.jpeg,.jfif');
  });
});
