import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaType } from '../../src/files/media-type.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { gibibytes } from '../../src/values/byte-size.ts';
import { bytes, pngOf, sampleFiles, zipOf } from '../support/sample-files.ts';
import { contentProblem } from './in-words.ts';
import { zipOfSize } from './samples/zip-files.ts';
import { storedBytes } from './stored-bytes.ts';

const declared = documents.fileFields.files?.accept ?? [];
const rules = { maxBytes: gibibytes(5) };
const html = bytes('<!DOCTYPE html><script>alert(1)</script>');
const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const script = bytes('alert(document.cookie);');

describe('contentFault', () => {
  it('has a real sample for every declared type', () => {
    expect(Object.keys(sampleFiles).sort()).toEqual(declared.map(({ mime }) => mime).sort());
  });

  it.each(Object.entries(sampleFiles))('accepts a real %s', async (mime, content) => {
    expect(await faultOf(mime, content)).toBeUndefined();
  });

  it.each(declared.filter(({ looksLike }) => looksLike !== 'text').map(({ mime }) => mime))(
    'attack 44: HTML, SVG, script and nothing at all named %s are refused with a sentence',
    async (mime) => {
      for (const content of [html, svg, script, bytes(), new Uint8Array(5000)])
        expect(await faultOf(mime, content)).toMatch(
          /^The content of this file was not recognised as .+\. Save it as .+ and choose it again\.$/,
        );
    },
  );

  it('attack 44: a PDF with a script, a ZIP and a program named .png are refused', async () => {
    const pdf = bytes('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj');
    for (const content of [pdf, zipOf({ 'x.txt': 'x' }), bytes('MZ', new Uint8Array(200))])
      expect(await faultOf('image/png', content)).toMatch(/not recognised as PNG|is (PDF|ZIP), not PNG/);
  });

  it('takes no type for another, but for those that share a container', async () => {
    const confused: string[] = [];
    for (const type of declared) {
      for (const [mime, content] of Object.entries(sampleFiles)) {
        if (type.mime !== mime && (await faultOf(type.mime, content)) === undefined)
          confused.push(`${mime} → ${type.mime}`);
      }
    }
    const shared =
      /(zip|office|opendocument).*→.*(zip|office|opendocument)|ms-|msword|text|csv|json|mp4|quicktime|matroska|webm/;
    expect(confused.filter((pair) => !shared.test(pair))).toEqual([]);
  });

  it('attack 47: the limits of archives hold for each type that is one, whatever its first four bytes', async () => {
    const bomb = { name: 'zeros.bin', packed: 1000, unpacked: gibibytes(500) };
    const zipTypes = declared.filter(({ mime }) => /\/zip$|openxml|opendocument/.test(mime));
    expect(zipTypes).toHaveLength(7);
    for (const { mime } of zipTypes)
      for (const front of ['', 'PK\x07\x08', 'PK00', 'PK\x05\x06', 'PK\x05\x04', 'PK\x03\x08', '\0\0\0\0']) {
        const { size, parts } = zipOfSize(100_000, [bomb]);
        const inFront = parts.map(([at, part]) => [at, at === 0 ? bytes(front, part) : part] as [number, Uint8Array]);
        expect(await contentProblem(typeOf(mime), storedBytes({ size, parts: inFront }), rules)).toBeDefined();
      }
  });

  it('attack 46: the limits for pictures hold for pictures, and for no other type of the same field', async () => {
    const limited = { ...rules, picture: { minPixels: 65, maxPixels: 99 } };
    const sample = (mime: string) => storedBytes(sampleFiles[mime] ?? bytes());
    const small = /^This picture is 64 × 64 pixels/;
    expect(await contentProblem(typeOf('image/png'), sample('image/png'), limited)).toMatch(small);
    for (const mime of ['application/pdf', 'text/plain', 'application/zip', 'video/mp4'])
      expect(await contentProblem(typeOf(mime), sample(mime), limited)).toBeUndefined();
  });

  it('attack 45: what follows a picture does not make it something else', async () => {
    expect(await faultOf('image/png', bytes(pngOf(64, 64), zipOf({ 'x.txt': 'x' })))).toBeUndefined();
    expect(await faultOf('image/png', bytes(zipOf({ 'x.txt': 'x' }), pngOf(64, 64)))).toBeDefined();
    expect(await faultOf('application/pdf', bytes(zipOf({ 'x.txt': 'x' }), '%PDF-1.4'))).toBeDefined();
  });

  it('reads the beginning only, however large the file is', async () => {
    const stored = storedBytes({ size: gibibytes(5), parts: [[0, sampleFiles['video/mp4'] ?? bytes()]] });
    expect(await contentProblem(typeOf('video/mp4'), stored, rules)).toBeUndefined();
    expect(stored.readBytes()).toBeLessThan(10_000);
  });
});

describe('text', () => {
  const textTypes = declared.filter(({ looksLike }) => looksLike === 'text').map(({ mime }) => mime);

  const pages = ['<!DOCTYPE html>', '<HTML>', '<svg ', '<?xml version="1.0"?>', '<body/', '<!-- x --><html>'];
  const running = ['<script>', '<iframe src=x>', '<!-- x --><p onclick=x>', '<p>Hello</p><script>'];

  it.each(textTypes)(
    'attack 44: markup named %s is refused, after a byte order mark, white space and comments too',
    async (mime) => {
      // Of Markdown, HTML is a part.
      for (const markup of mime === 'text/markdown' ? pages : [...pages, ...running])
        for (const beginning of ['', '\ufeff', ' \n\t', '\ufeff\r\n ', '<!-- a\n<b> -->\n'])
          expect(await faultOf(mime, bytes(beginning, markup, 'x'))).toMatch(/not accepted|not a text file/);
    },
  );

  it('Markdown may begin with HTML and with a comment: it is only ever saved', async () => {
    for (const beginning of [...running, '<p align="center">', '<!-- toc -->\n# A', '<img src="a.png" width="9">'])
      expect(await faultOf('text/markdown', bytes(beginning, '\n\n# Title\n'))).toBeUndefined();
  });

  it.each(Object.entries(sampleFiles).filter(([mime]) => !textTypes.includes(mime)))(
    '%s is no text',
    async (_mime, content) => {
      expect(await faultOf('text/plain', content)).toBe('This is not a text file, although it says so.');
    },
  );

  it.each([
    'BMW is a maker of cars.',
    'MZ, she wrote.',
    'ID3 makes decision trees.',
    'solid ground',
    'GIF or PNG?',
    'FORM 1: your name',
    'BEGIN:VCARD',
  ])('a text may begin like some binary format: %j', async (beginning) => {
    expect(await faultOf('text/plain', bytes(beginning, '\nand so on.\n'.repeat(30)))).toBeUndefined();
  });

  it('any printable text without markup at its beginning is accepted, in any script', async () => {
    const line = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/^\s*<|^\s*(%PDF|%!|\{\\rtf)/.test(text) && !/\p{Cc}/u.test(text));
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        expect(await faultOf('text/plain', bytes(text, '\n'))).toBeUndefined();
      }),
    );
  });

  it('a text in an old encoding is accepted', async () => {
    expect(await faultOf('text/csv', bytes('Gr', 0xfc, 0xdf, 'e;1\r\n'))).toBeUndefined();
  });

  it('a text with a control character in it, as programs leave them, is accepted', async () => {
    for (const control of ['\0', '\x01', '\x08', '\x1a', '\x1f', '\x7f'])
      expect(await faultOf('text/plain', bytes('Hello', control, 'world'))).toBeUndefined();
  });

  it('bytes with control characters of many kinds are no text', async () => {
    expect(await faultOf('text/plain', bytes('Hello', 0, 1, 2, 3, 'world', 0x1f, 0x7f))).toBe(
      'This is not a text file, although it says so.',
    );
  });
});

function typeOf(mime: string): MediaType {
  const type = declared.find((candidate) => candidate.mime === mime);
  if (!type) throw new Error(`${mime} is not declared.`);
  return type;
}

function faultOf(mime: string, content: Uint8Array): Promise<string | undefined> {
  return contentProblem(typeOf(mime), storedBytes(content), rules);
}
