import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJobMessage, writeJobMessage } from '../../src/queue/job-message.ts';
import { jobMessage } from './job-queue.ts';

describe('readJobMessage', () => {
  it('what writeJobMessage has written, is read as it was', () => {
    const name = fc.string({ minLength: 1, maxLength: 128 });
    const dueAt = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true });
    const message = fc.record({
      kind: name,
      id: name,
      dueAt: dueAt.map((date) => date.toISOString()),
      form: fc.option(name),
    });
    fc.assert(
      fc.property(message, (one) => {
        expect(readJobMessage(writeJobMessage(one))).toEqual(one);
      }),
    );
  });

  it('members of a newer version, have no effect', () => {
    const body = JSON.stringify({ ...jobMessage(), version: 2 });
    expect(readJobMessage(body)).toEqual(jobMessage());
  });

  it.each([
    ['no JSON', '{'],
    ['an empty text', ''],
    ['null', 'null'],
    ['a text', '"expire"'],
    ['a list', '[]'],
    ['no kind', JSON.stringify({ ...jobMessage(), kind: undefined })],
    ['an empty id', JSON.stringify(jobMessage({ id: '' }))],
    ['an id of 129 characters', JSON.stringify(jobMessage({ id: 'x'.repeat(129) }))],
    ['a number for the id', JSON.stringify({ ...jobMessage(), id: 1 })],
    ['a date without its time', JSON.stringify(jobMessage({ dueAt: '2026-11-28' }))],
    ['a time without its zone', JSON.stringify(jobMessage({ dueAt: '2026-11-28T21:00:00' }))],
    ['no form', JSON.stringify({ ...jobMessage(), form: undefined })],
  ])('%s, is no job’s message', (_, body) => {
    expect(readJobMessage(body)).toBeUndefined();
  });

  it('any text, is read without an error', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (body) => void readJobMessage(body)));
  });
});
