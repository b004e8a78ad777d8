import { describe, expect, it } from 'vitest';
import { textFault } from '../../src/files/text.ts';
import { bytes } from '../support/sample-files.ts';

const refused = 'HTML, XML and SVG files are not accepted here, whatever they are called.';

function utf16(text: string, order: 'le' | 'be') {
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bytes(order === 'le' ? wide : wide.swap16());
}

const markup = [
  '<!DOCTYPE html>',
  '<!-- nothing --><html>',
  '<?xml version="1.0"?><svg/>',
  '<?php echo 1;',
  '<x:svg xmlns:x="http://www.w3.org/2000/svg">',
  '<feed xmlns="http://www.w3.org/2005/Atom">',
  '<img src=x onerror=alert(1)>',
  '<math>',
  '<![CDATA[',
  '<SCRIPT>',
];

describe('textFault', () => {
  it.each(markup)('attack 44: takes no %s, in any encoding, behind any white space', (beginning) => {
    for (const before of ['', ' \r\n\t\f', ' '.repeat(3000), '\n'.repeat(600)])
      for (const text of [`${before}${beginning} x`, `\ufeff${before}${beginning} x`])
        expect(textFault(bytes(text))).toBe(refused);
    for (const order of ['le', 'be'] as const) expect(textFault(utf16(`\r\n${beginning} x`, order))).toBe(refused);
  });

  it.each(['<ada@example.com> wrote:', '<- back', '<3', '< 5 °C', '<<EOF', 'x <b>y</b>', '<name>'])(
    'takes a text that begins with %j',
    (text) => {
      expect(textFault(bytes(text, '\n'))).toBeUndefined();
    },
  );

  it('takes texts in UTF-16 with their mark, and none without', () => {
    for (const order of ['le', 'be'] as const) {
      expect(textFault(utf16('Größe;1\r\n', order))).toBeUndefined();
      expect(textFault(utf16('Größe\u0001', order))).toMatch(/not a text file/);
      expect(textFault(utf16('Größe;1\r\n', order).subarray(2))).toMatch(/not a text file/);
      expect(textFault(utf16('%PDF-1.4', order))).toMatch(/not a text file/);
    }
    expect(textFault(utf16('x'.repeat(3000), 'le').subarray(0, 4099))).toBeUndefined();
  });

  it('attack 44: takes no program, of any system, under the name of a text', () => {
    const programs = [
      bytes('MZ', 0x90, 0, 3, 0, 0, 0),
      bytes(0x7f, 'ELF', 2, 1, 1, 0),
      bytes(0xcf, 0xfa, 0xed, 0xfe, 7, 0, 0, 1),
      bytes(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2),
      bytes('dex\n035\0'),
      bytes(0, 'asm', 1, 0, 0, 0),
    ];
    for (const program of programs) expect(textFault(program)).toBe('This is not a text file, although it says so.');
  });

  it('takes a script for the text that it is: it is only ever saved or shown', () => {
    expect(textFault(bytes('#!/bin/sh\nrm -rf /\n'))).toBeUndefined();
    expect(textFault(bytes('alert(document.cookie)'))).toBeUndefined();
  });
});
