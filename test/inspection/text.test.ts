import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../support/sample-files.ts';
import { textProblem } from './checks-in-words.ts';
import { binaryFiles } from './samples/binary-files.ts';

const refused = 'This file looks like HTML, XML or SVG. These types aren’t accepted: choose another file.';
const noText = 'We can’t read this file as text. Save it as plain text and choose it again.';

type Wide = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';
const wideCharsets: readonly Wide[] = ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'];

/** Encodes a text in an encoding that Node cannot write. */
function wide(text: string, charset: Wide) {
  const unit = charset.startsWith('utf-32') ? 4 : 2;
  const codes = unit === 4 ? [...text].map((one) => one.codePointAt(0) ?? 0) : text.split('').map(toUnit);
  const laidOut = Buffer.alloc(codes.length * unit);
  codes.forEach((code, at) => {
    if (charset.endsWith('le')) laidOut.writeUIntLE(code, at * unit, unit);
    else laidOut.writeUIntBE(code, at * unit, unit);
  });
  return bytes(laidOut);
}

const toUnit = (half: string) => half.charCodeAt(0);

const pages = [
  '<!DOCTYPE html>',
  '<!-- nothing --><html>',
  '<!-- nothing -->\n<!-- <b>more --> <body onload=alert(1)>',
  '<?xml version="1.0"?><svg/>',
  '<?php echo 1;',
  '<x:svg xmlns:x="http://www.w3.org/2000/svg">',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
  '<svg onload=alert(1)>',
  '<title>A page</title><script>',
  '<![CDATA[',
];
const running = [
  '<img src=x onerror=alert(1)>',
  '<math>',
  '<SCRIPT>',
  '<p>Hello</p>\n<script src=x>',
  '<b/onclick=alert(1)>',
  '<a href="javascript:alert(1)">',
  '<meta http-equiv=refresh content=0>',
  '<div><iframe src=x>',
];

/** Texts of every kind, in bytes, as people and programs write them. */
const texts: readonly (readonly [name: string, content: Uint8Array])[] = [
  ['a DOS text with Ctrl-Z at its end', bytes('DIR\r\nCOPY A B\r\n', 0x1a)],
  ['a CP437 text with Ctrl-Z at its end', bytes('Gr', 0x94, 0xe1, 'e ', 0xb0, 0xb1, '\r\n', 0x1a)],
  ['a log of a progress bar', bytes('Loading  0%\b\b\b 50%\b\b\b100%\x07\n')],
  ['a manual page with overstriking', bytes('N\bNA\bAM\bME\bE\n')],
  ['a log in colours', bytes('\x1b[31mERROR\x1b[0m x\n')],
  ['a log of FIX messages', bytes('8=FIX.4.2\x019=65\x0135=A\x0149=SERVER\x0156=CLIENT\x0110=062\x01\n')],
  ['a sequence of JSON', bytes('\x1e{"a":1}\n\x1e{"a":2}\n')],
  ['a chat with colours', bytes('\x0304<anna>\x0f \x02hello\x02, and \x1funderlined\x1f words as well\n')],
  ['a Latin-1 chat with colours', bytes('\x0304<anna>\x0f gr', 0xfc, 0xdf, 'e, \x02und\x02 sehr viele liebe dazu\n')],
  ['a recording of a terminal', bytes('typed: helo\x7fl\x7flo\n')],
  ['a list with NULs', bytes('etc/passwd\0etc/hosts\0usr/lib/os-release\0')],
  ['a log that a crash has padded', bytes('one line\n', new Uint8Array(3500), 'after the crash\n')],
  ['a text whose last block is padded', bytes('Hello\n', new Uint8Array(506))],
  ['a GNU Info file', bytes('This is dir.\n\x1f\nFile: dir\tNode: Top\n\nThe Info Directory\n')],
  ['ISO-2022-JP', bytes('\x1b$B<+J,\x1b(B text\n')],
  ['ISO-2022-KR', bytes('\x1b$)C\x0e>H3gGO<<?d\x0f, \x0e9]0)@4G0\x0f.\n')],
  ['HZ', bytes('~{PUC{~}\n')],
  ['Shift-JIS', bytes(0x8e, 0x81, 0x96, 0xbc, ',', 0x8f, 0x5a, 0x8f, 0x8a, '\r\n', 0x1a)],
  ['EUC-JP', bytes(0xbb, 0xe1, 0xcc, 0xbe, 0x8f, 0xa2, 0xaf, '\n')],
  ['GB18030', bytes(0xd0, 0xd5, 0xc3, 0xfb, 0x82, 0x35, 0x95, 0x38, '\n')],
  ['Big5', bytes(0xb3, 0x5c, 0xa5, 0x5c, 0xbb, 0x5c, '\n')],
  ['Mac Roman with its line ends', bytes('R', 0x8e, 'sum', 0x8e, ' ', 0xd2, 'd', 0x8e, 'j', 0x88, 0xd3, 0xc9, '\r')],
  ['KOI8-R', bytes(0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, ', ', 0xcd, 0xc9, 0xd2, '\n')],
  ['Windows-1252', bytes(0x93, 'Gr', 0xf6, 0xdf, 'e', 0x94, ';10 ', 0x80, '\r\n')],
  ['Latin-1 with NEL', bytes('one', 0x85, 'two', 0x85, '\n')],
  ['a mark alone', bytes('\ufeff')],
  ['a mark twice', bytes('\ufeff\ufeffa;b\n')],
  ['one letter', bytes('a')],
  ['a line end', bytes('\n')],
  ['a character that the range has cut', bytes('x', '🎉'.repeat(1100)).subarray(0, 4100)],
];

const beginnings = [
  '<ada@example.com> wrote:',
  '<- back',
  '<-- see above',
  '<3',
  '< 5 °C',
  '<<EOF',
  'x <b>y</b>',
  '<name>',
  '<34>Oct 11 22:14:15 mymachine su: failed',
  '<anna> hello\n<bert> hi',
  '<a> hello\n<b> hi',
  '<p> hello',
  '<base> hello',
  '<b>Name</b>;Size',
  '<title> goes here, then <body>',
  '<!-- old notes -->\nnotes',
  '%PDF-1.4 is how a PDF begins',
  '%!PS is how PostScript begins',
  '{\\rtf is how it begins',
  'BMW prices 2024',
  'PK of the table is id',
  'MZ-800 manual',
  'GIF89a is a format of pictures',
  'ID3 tags explained',
  'RIFF is a container',
  '!<arch>\nis how ar begins',
];

describe('textProblem', () => {
  it.each([...pages, ...running])(
    'textProblem, a text that begins with %s, in any encoding, a problem (attack 44)',
    (beginning) => {
      for (const before of ['', ' \r\n\t\f', ' '.repeat(3000), '\n'.repeat(600)]) {
        for (const text of [`${before}${beginning} x`, `\ufeff${before}${beginning} x`])
          expect(textProblem(bytes(text))).toBe(refused);
      }
      for (const charset of wideCharsets)
        for (const mark of ['', '\ufeff'])
          expect(textProblem(wide(`${mark}\r\n${beginning} x`, charset)), charset).toBe(refused);
    },
  );

  it('textProblem, a page as .md a problem, Markdown that begins with HTML accepted (attack 44)', () => {
    for (const page of pages) expect(textProblem(bytes(page, ' x'), 'text/markdown')).toBe(refused);
    for (const beginning of [...running, '<p align="center">', '<a name="top"></a>', '<details>', '<!-- toc -->\n# A'])
      expect(textProblem(bytes(beginning, '\n\n# Title\n'), 'text/markdown')).toBeUndefined();
  });

  it.each(beginnings)('textProblem, a text that begins with %j, is accepted', (text) => {
    expect(textProblem(bytes(text, '\n'))).toBeUndefined();
    for (const charset of wideCharsets) expect(textProblem(wide(`${text}\n`, charset)), charset).toBeUndefined();
  });

  it.each(texts)('textProblem, %s, is accepted', (_name, content) => {
    expect(textProblem(content)).toBeUndefined();
  });

  it.each(wideCharsets)('textProblem, a text in %s, with its mark or without, cut anywhere, is accepted', (charset) => {
    for (const text of ['Größe;1\r\n', 'Привет, мир\n', 'Name;Stadt\r\nÄnne;Köln 🎉\r\n'])
      for (const mark of ['', '\ufeff']) {
        expect(textProblem(wide(mark + text, charset)), mark + text).toBeUndefined();
        const long = wide(mark + text.repeat(900), charset);
        for (const end of [4093, 4097, 4098, 4099, 4100]) expect(textProblem(long.subarray(0, end))).toBeUndefined();
      }
    expect(textProblem(wide('\ufeff氏名,住所\n', charset))).toBeUndefined();
    expect(textProblem(wide('\ufeffGröße\u0001 a\n', charset))).toBeUndefined();
    expect(textProblem(wide('\ufeff%PDF-1.4', charset))).toBe(noText);
    expect(textProblem(wide('\ufeff\u0001\u0002\u0003\u0004\u0005\u0006\u000e', charset))).toBe(noText);
  });

  it.each(Object.entries(binaryFiles))('textProblem, %s as a text, a problem (attack 44)', (_kind, content) => {
    for (const length of [content.length, 4100, 600]) expect(textProblem(content.subarray(0, length))).toBe(noText);
  });

  it('textProblem, a document written in printable characters, a problem (attack 44)', () => {
    for (const document of [
      '%PDF-1.4\n%âãÏÓ\n1 0 obj',
      '%PDF-2.0\r1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj',
      '%PDF-1.7 \r\n',
      '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n',
      '%!PS\n/Times findfont',
      '{\\rtf1\\ansi Hello}',
      '{\\rtf\\ansi Hello}',
      '{\\rtf1 {\\fonttbl}}',
    ])
      expect(textProblem(bytes(document))).toBe(noText);
  });

  it('textProblem, a mark before other bytes, or NULs only, a problem (attack 44)', () => {
    const random = binaryFiles['a random file'] ?? bytes();
    for (const mark of [
      [0xff, 0xfe],
      [0xfe, 0xff],
      [0xff, 0xfe, 0, 0],
      [0, 0, 0xfe, 0xff],
      [0xef, 0xbb, 0xbf],
    ])
      expect(textProblem(bytes(...mark, random))).toBe(noText);
    expect(textProblem(new Uint8Array(4100))).toBe(noText);
  });

  it('textProblem, a script as a text, is accepted', () => {
    expect(textProblem(bytes('#!/bin/sh\nrm -rf /\n'))).toBeUndefined();
    expect(textProblem(bytes('alert(document.cookie)'))).toBeUndefined();
  });

  it('textProblem, any text without control characters in UTF-8, UTF-16 or UTF-32, is accepted', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => !/^\s*<|^[%{]|\p{Cc}/u.test(one));
    fc.assert(
      fc.property(text, fc.constantFrom(...wideCharsets), (one, charset) => {
        expect(textProblem(bytes(one, '\n'))).toBeUndefined();
        expect(textProblem(wide(`\ufeff${one}\n`, charset))).toBeUndefined();
      }),
    );
  });
});
