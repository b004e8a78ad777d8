import { gzipSync } from 'node:zlib';
import { be32, le16, le32 } from '../../support/binary-numbers.ts';
import { bytes, hex, zipOf } from '../../support/sample-files.ts';
import { compoundOf } from './compound-files.ts';
import { isoOf, tiffOf } from './picture-layouts.ts';

/** Types by their extension, with the dot. */
type Extensions = readonly string[];

const none: Extensions = [];
const texts: Extensions = ['.txt', '.md', '.csv', '.json'];
const archives: Extensions = ['.zip', '.docx', '.xlsx', '.pptx', '.odt', '.ods', '.odp'];
const compounds: Extensions = ['.doc', '.xls', '.ppt'];

/** So much binary content as makes a real file of most formats. */
const rest = new Uint8Array(600).map((_, at) => (at * 89) & 0xff);

/** A file of a format that no form accepts, and the first extensions of the types that it is taken for all the same. */
type Foreign = readonly [format: string, content: Uint8Array, takenFor: Extensions];

/**
 * Files of formats that no form accepts. Most are refused under each accepted name. What is taken all the same is a
 * text, or what its container is; it is served as that and as nothing else.
 */
export const foreignFiles: readonly Foreign[] = [
  // Programs
  ['ELF', bytes(0x7f, 'ELF', hex('02 01 01 00'), rest), none],
  ['Windows program', bytes('MZ', hex('90 00 03 00 00 00 04 00 00 00 ff ff'), rest), none],
  ['DOS program', bytes('MZ', le16(80), le16(2), rest), none],
  ['DOS .com', bytes(hex('e9 12 01 00'), rest), none],
  ['Mach-O', bytes(hex('cf fa ed fe 07 00 00 01'), rest), none],
  ['Mach-O, universal', bytes(hex('ca fe ba be 00 00 00 02'), rest), none],
  ['Java class', bytes(hex('ca fe ba be 00 00 00 34'), rest), none],
  ['WebAssembly', bytes(0, 'asm', hex('01 00 00 00'), rest), none],
  ['Dalvik', bytes('dex\n035\0', rest), none],
  ['Lua bytecode', bytes(0x1b, 'LuaS', 0, 0x19, 0x93, rest), none],
  ['Python bytecode', bytes(hex('42 0d 0d 0a 00 00 00 00'), rest), none],
  ['LLVM bitcode', bytes('BC', 0xc0, 0xde, rest), none],
  ['Flash', bytes('FWS', 9, le32(600), rest), none],
  ['Flash, packed', bytes('CWS', 9, le32(600), rest), none],
  ['Windows shortcut', bytes(le32(0x4c), hex('01 14 02 00 00 00 00 00 c0'), rest), none],
  ['Windows help', bytes('ITSF', le32(3), le32(96), rest), none],
  ['Windows Installer', compoundOf(['!Installer', '_Tables']), compounds],
  ['Java archive', zipOf({ 'META-INF/MANIFEST.MF': 'Main-Class: X', 'X.class': 'x' }), archives],
  ['Android package', zipOf({ 'AndroidManifest.xml': 'x', 'classes.dex': 'x' }), archives],
  ['browser extension', bytes('Cr24', le32(3), le32(0), rest), none],
  // Scripts and pages
  ['HTML', bytes('<!DOCTYPE html><script>alert(1)</script>'), none],
  ['HTML behind a comment', bytes('<!-- x --><html><script>alert(1)</script>'), none],
  ['XHTML', bytes('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>'), none],
  ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), none],
  ['SVG, packed', bytes(gzipSync('<svg onload="alert(1)"/>')), ['.gz']],
  ['HTML application', bytes('<html><HTA:APPLICATION id=x></html>'), none],
  ['PHP', bytes('<?php system($_GET["x"]);'), none],
  ['web archive', bytes('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'), texts],
  ['shell script', bytes('#!/bin/sh\nrm -rf /\n'), texts],
  ['batch file', bytes('@echo off\r\ndel *.*\r\n'), texts],
  ['PowerShell', bytes('Invoke-Expression "x"\r\n'), texts],
  ['JavaScript', bytes('alert(document.cookie);'), texts],
  ['Python', bytes('import os\nos.system("x")\n'), texts],
  ['VBScript', bytes('MsgBox "x"\r\n'), texts],
  ['Internet shortcut', bytes('[InternetShortcut]\r\nURL=file:///x\r\n'), texts],
  ['registry file', bytes('Windows Registry Editor Version 5.00\r\n'), texts],
  ['PostScript', bytes('%!PS-Adobe-3.0\n%%Title: x\n', 'showpage\n'), none],
  // Pictures
  ['Photoshop', bytes('8BPS', 0, 1, new Uint8Array(6), rest), none],
  ['icon', bytes(hex('00 00 01 00 01 00 10 10 00 00'), rest), none],
  ['cursor', bytes(hex('00 00 02 00 01 00 10 10 00 00'), rest), none],
  ['JPEG 2000', bytes(be32(12), 'jP  \r\n', 0x87, '\n', isoOf('jp2 ', 'jp2 ')), none],
  ['JPEG XL', bytes(0xff, 0x0a, rest), none],
  ['JPEG XL in boxes', bytes(be32(12), 'JXL \r\n', 0x87, '\n', isoOf('jxl ', 'jxl ')), none],
  ['JPEG XR', bytes('II', 0xbc, 1, le32(8), rest), none],
  ['raw picture of Canon, new', isoOf('crx ', 'crx ', 'isom'), none],
  ['raw picture of Canon', bytes(tiffOf({ order: 'II', pixels: 64 })), ['.tif']],
  ['raw picture of Fujifilm', bytes('FUJIFILMCCD-RAW ', rest), none],
  ['GIMP', bytes('gimp xcf v011\0', rest), none],
  ['Windows metafile', bytes(hex('d7 cd c6 9a 00 00'), rest), none],
  ['animated cursor', bytes('RIFF', le32(600), 'ACON', rest), none],
  // Archives and disks
  ['7z', bytes('7z', hex('bc af 27 1c 00 04'), rest), none],
  ['RAR', bytes('Rar!', hex('1a 07 01 00'), rest), none],
  ['xz', bytes(0xfd, '7zXZ', 0, 0, 4, rest), none],
  ['bzip2', bytes('BZh91AY&SY', rest), none],
  ['Zstandard', bytes(hex('28 b5 2f fd 04'), rest), none],
  ['LZ4', bytes(hex('04 22 4d 18 64'), rest), none],
  ['tar', bytes('file.txt', new Uint8Array(92), '0000644\0', new Uint8Array(149), 'ustar\0', '00', rest), none],
  ['cabinet', bytes('MSCF', hex('00 00 00 00'), rest), none],
  ['Debian package', bytes('!<arch>\ndebian-binary   ', '1 0 0 100644 4 `\n2.0\n', rest), none],
  ['RPM', bytes(hex('ed ab ee db 03 00'), rest), none],
  ['disk image', bytes(new Uint8Array(510), 0x55, 0xaa, rest), none],
  ['compress', bytes(0x1f, 0x9d, 0x90, rest), none],
  // Data
  ['SQLite', bytes('SQLite format 3\0', 16, 0, rest), none],
  ['Access', bytes(hex('00 01 00 00'), 'Standard Jet DB\0', rest), none],
  ['packets', bytes(hex('d4 c3 b2 a1 02 00 04 00'), rest), none],
  ['Outlook folder', bytes('!BDN', rest), none],
  ['Outlook message', compoundOf(['__properties_version1.0']), compounds],
  ['Parquet', bytes('PAR1', 0x15, 4, 0x15, rest), none],
  ['book (EPUB)', zipOf({ mimetype: 'application/epub+zip', 'a.xhtml': '<html/>' }), archives],
  ['OpenType', bytes('OTTO', hex('00 09 00 80'), rest), none],
  ['TrueType', bytes(hex('00 01 00 00 00 09 00 80'), rest), none],
  ['WOFF2', bytes('wOF2', hex('00 01 00 00'), rest), none],
  ['certificate', bytes(hex('30 82 03 0a 30 82'), rest), none],
  ['encrypted mail', bytes(hex('85 01 0c 03'), rest), none],
  // Sound and film
  ['MIDI', bytes('MThd', be32(6), 0, 1, rest), none],
  ['AIFF', bytes('FORM', be32(600), 'AIFF', rest), none],
  ['AAC', bytes(hex('ff f1 50 80 2e 7f fc'), rest), none],
  ['AMR', bytes('#!AMR\n', 0x3c, rest), none],
  ['AVI', bytes('RIFF', le32(600), 'AVI LIST', rest), none],
  ['Windows Media', bytes(hex('30 26 b2 75 8e 66 cf 11'), rest), none],
  ['Flash video', bytes('FLV', 1, 5, be32(9), rest), none],
  ['MPEG programme stream', bytes(hex('00 00 01 ba 44'), rest), none],
  ['film of a phone', isoOf('3gp4', 'isom'), ['.m4a', '.mp4', '.mov']],
  // Nothing
  ['zeros', new Uint8Array(5000), none],
  // In Latin-1 these are letters.
  ['all ones', new Uint8Array(5000).fill(0xff), texts],
  ['random bytes', bytes(hex('d1e3f00798bb55aa'), rest, rest), none],
];
