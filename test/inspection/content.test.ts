import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MediaType } from '../../src/files/media-type.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { gibibytes } from '../../src/values/byte-size.ts';
import { bytes, pngOf, sampleFiles, zipOf } from '../support/sample-files.ts';
import { contentProblem } from './checks-in-words.ts';
import { zipOfSize } from './samples/zip-files.ts';
import { storedBytes } from './stored-bytes.ts';

const declared = documents.fileFields.files?.accept ?? [];
const rules = { maxBytes: gibibytes(5) };
const html = bytes('<!DOCTYPE html><script>alert(1)</script>');
const svg = bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
const script = bytes('alert(document.cookie);');

describe('contentProblem', () => {
  it('the sample files, each declared type, has one', () => {
    expect(Object.keys(sampleFiles).sort()).toEqual(declared.map(({ mime }) => mime).sort());
  });

  it.each(Object.entries(sampleFiles))('contentProblem, a real %s, is accepted', async (mime, content) => {
    expect(await faultOf(mime, content)).toBeUndefined();
  });

  it.each(declared.filter(({ looksLike }) => looksLike !== 'text').map(({ mime }) => mime))(
    'contentProblem, HTML, SVG, a script or no bytes as %s, a problem (attack 44)',
    async (mime) => {
      for (const content of [html, svg, script, bytes(), new Uint8Array(5000)])
        expect(await faultOf(mime, content)).toMatch(
          /^This file is named \.\w+, but we can’t read it as (.+)\. Export it as \1 and choose it again\.$/,
        );
    },
  );

  it('contentProblem, a PDF with a script, a ZIP or a program as .png, a problem (attack 44)', async () => {
    const pdf = bytes('%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj');
    for (const content of [pdf, zipOf({ 'x.txt': 'x' }), bytes('MZ', new Uint8Array(200))])
      expect(await faultOf('image/png', content)).toMatch(
        /named \.png, but (we can’t read it as PNG|its content is (PDF|ZIP))\./,
      );
  });

  it('contentProblem, one type as another, a problem unless they share a container', async () => {
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

  it('contentProblem, each type that is an archive, keeps the limits of archives (attack 47)', async () => {
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

  it('contentProblem, pictures among other types, keep the limits of pictures alone (attack 46)', async () => {
    const limited = { ...rules, picture: { minPixels: 65, maxPixels: 99 } };
    const sample = (mime: string) => storedBytes(sampleFiles[mime] ?? bytes());
    const small = /^This picture is 64 × 64 pixels/;
    expect(await contentProblem(typeOf('image/png'), sample('image/png'), limited)).toMatch(small);
    for (const mime of ['application/pdf', 'text/plain', 'application/zip', 'video/mp4'])
      expect(await contentProblem(typeOf(mime), sample(mime), limited)).toBeUndefined();
  });

  it('contentProblem, bytes behind a picture, is still a picture (attack 45)', async () => {
    expect(await faultOf('image/png', bytes(pngOf(64, 64), zipOf({ 'x.txt': 'x' })))).toBeUndefined();
    expect(await faultOf('image/png', bytes(zipOf({ 'x.txt': 'x' }), pngOf(64, 64)))).toBeDefined();
    expect(await faultOf('application/pdf', bytes(zipOf({ 'x.txt': 'x' }), '%PDF-1.4'))).toBeDefined();
  });

  it('contentProblem, a file of any size, reads its beginning only', async () => {
    const stored = storedBytes({ size: gibibytes(5), parts: [[0, sampleFiles['video/mp4'] ?? bytes()]] });
    expect(await contentProblem(typeOf('video/mp4'), stored, rules)).toBeUndefined();
    expect(stored.readBytes()).toBeLessThan(10_000);
  });
});

describe('contentProblem of texts', () => {
  const textTypes = declared.filter(({ looksLike }) => looksLike === 'text').map(({ mime }) => mime);

  const pages = ['<!DOCTYPE html>', '<HTML>', '<svg ', '<?xml version="1.0"?>', '<body/', '<!-- x --><html>'];
  const running = ['<script>', '<iframe src=x>', '<!-- x --><p onclick=x>', '<p>Hello</p><script>'];

  it.each(textTypes)(
    'contentProblem, markup as %s, behind a mark, blanks and comments too, a problem (attack 44)',
    async (mime) => {
      // HTML is a part of Markdown.
      for (const markup of mime === 'text/markdown' ? pages : [...pages, ...running])
        for (const beginning of ['', '\ufeff', ' \n\t', '\ufeff\r\n ', '<!-- a\n<b> -->\n'])
          expect(await faultOf(mime, bytes(beginning, markup, 'x'))).toMatch(
            /aren’t accepted|can’t read this file as text/,
          );
    },
  );

  it('contentProblem, Markdown that begins with HTML or a comment, is accepted', async () => {
    for (const beginning of [...running, '<p align="center">', '<!-- toc -->\n# A', '<img src="a.png" width="9">'])
      expect(await faultOf('text/markdown', bytes(beginning, '\n\n# Title\n'))).toBeUndefined();
  });

  it.each(Object.entries(sampleFiles).filter(([mime]) => !textTypes.includes(mime)))(
    'contentProblem, %s as a text, a problem that names the type where the bytes show it',
    async (mime, content) => {
      // The samples of the old Office types have no stream that tells one from the others.
      const isUnclear = /msword|vnd\.ms-/.test(mime);
      expect(await faultOf('text/plain', content)).toMatch(
        isUnclear
          ? /^We can’t read this file as text\. Save it as plain text and choose it again\.$/
          : /^This file is named \.txt, but its content is \w+\. Export it as text and choose it again\.$/,
      );
    },
  );

  it('contentProblem, a name with another extension of the type, is the one that the message has', async () => {
    const [jpeg, pdf] = [typeOf('image/jpeg'), storedBytes(sampleFiles['application/pdf'] ?? bytes())];
    expect(await contentProblem(jpeg, pdf, rules, 'scan.JPEG')).toMatch(
      /^This file is named \.jpeg, but its content is/,
    );
  });

  it.each([
    'BMW is a maker of cars.',
    'MZ, she wrote.',
    'ID3 makes decision trees.',
    'solid ground',
    'GIF or PNG?',
    'FORM 1: your name',
    'BEGIN:VCARD',
  ])('contentProblem, a text that begins like a binary format, %j, is accepted', async (beginning) => {
    expect(await faultOf('text/plain', bytes(beginning, '\nand so on.\n'.repeat(30)))).toBeUndefined();
  });

  it('contentProblem, any printable text without markup at its beginning, is accepted', async () => {
    const line = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/^\s*<|^\s*(%PDF|%!|\{\\rtf)/.test(text) && !/\p{Cc}/u.test(text));
    await fc.assert(
      fc.asyncProperty(line, async (text) => {
        expect(await faultOf('text/plain', bytes(text, '\n'))).toBeUndefined();
      }),
    );
  });

  it('contentProblem, a text in an old encoding, is accepted', async () => {
    expect(await faultOf('text/csv', bytes('Gr', 0xfc, 0xdf, 'e;1\r\n'))).toBeUndefined();
  });

  it('contentProblem, a text with one control character, is accepted', async () => {
    for (const control of ['\0', '\x01', '\x08', '\x1a', '\x1f', '\x7f'])
      expect(await faultOf('text/plain', bytes('Hello', control, 'world'))).toBeUndefined();
  });

  it('contentProblem, bytes with control characters of many kinds as a text, a problem', async () => {
    expect(await faultOf('text/plain', bytes('Hello', 0, 1, 2, 3, 'world', 0x1f, 0x7f))).toBe(
      'We can’t read this file as text. Save it as plain text and choose it again.',
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
