import { expect, test } from 'vitest';
import {
  fileProblem,
  labelOf,
  readFileRules,
  tooFewFiles,
  tooManyFiles,
} from '../../../src/browser/form/page-file-rules.ts';
import { isolate } from '../../../src/values/isolate.ts';
import { phrases } from '../../support/phrases.ts';

const rules = readFileRules({
  maxBytes: '5242880',
  minFiles: '1',
  maxFiles: '2',
  accept: 'image/*, application/pdf,.CSV',
  labels: '{".csv":"CSV"}',
});

function file(name: string, type: string, size = 1_000) {
  return { name, type, size };
}

test('file rules, the page, are read from its declarations', () => {
  expect(rules).toEqual({
    maxBytes: 5_242_880,
    minFiles: 1,
    maxFiles: 2,
    accept: ['image/*', 'application/pdf', '.csv'],
    labels: { '.csv': 'CSV' },
  });
});

test('file rules, a file of an accepted type, kind or extension, accept it', () => {
  const fitting = [
    file('a.png', 'image/png'),
    file('b.pdf', 'application/pdf'),
    file('C.CSV', 'application/vnd.ms-excel'),
  ];
  expect(fitting.map((each) => fileProblem(each, rules, phrases))).toEqual([undefined, undefined, undefined]);
});

test('file rules, another type, give a sentence', () => {
  expect(fileProblem(file('page.html', 'text/html'), rules, phrases)).toBe(
    `${isolate('page.html')} can’t be uploaded: this file type isn’t accepted.`,
  );
  expect(fileProblem(file('image', 'imagery/png'), rules, phrases)).toContain('isn’t accepted');
});

test('file rules, a type that the browser does not know, leave it to the server', () => {
  expect(fileProblem(file('notes.md', ''), rules, phrases)).toBeUndefined();
});

test('file rules, the limit accepted, one byte more or an empty file not', () => {
  expect(fileProblem(file('a.png', 'image/png', 5_242_880), rules, phrases)).toBeUndefined();
  expect(fileProblem(file('a.png', 'image/png', 5_242_881), rules, phrases)).toBe(
    `${isolate('a.png')} is larger than 5\u00a0MB. Choose a smaller file.`,
  );
  expect(fileProblem(file('a.png', 'image/png', 0), rules, phrases)).toBe(
    `${isolate('a.png')} is empty. Choose another file.`,
  );
});

test('file rules, counts on both sides of their limits, hold', () => {
  expect([tooManyFiles(2, rules, phrases), tooFewFiles(1, rules, phrases)]).toEqual([undefined, undefined]);
  expect(tooManyFiles(3, rules, phrases)).toBe('Only 2 files can be sent here. Choose fewer or remove some.');
  expect(tooFewFiles(0, rules, phrases)).toBe('Choose a file.');
});

test('file rules, a rule that the page does not declare, accept all files', () => {
  const none = readFileRules({});
  expect([
    fileProblem(file('a.exe', 'application/x-msdownload', 1e15), none, phrases),
    tooManyFiles(1e6, none, phrases),
    tooFewFiles(0, none, phrases),
  ]).toEqual([undefined, undefined, undefined]);
});

test('file rules, the name of a file, give its type for people or its extension', () => {
  expect(['a.csv', 'B.CSV', 'c.dat', 'none', 'a.b/c'].map((name) => labelOf(name, rules))).toEqual([
    'CSV',
    'CSV',
    'DAT',
    '',
    '',
  ]);
});
