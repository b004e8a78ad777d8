import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../src/scanners/clamd-answer.ts';

describe('readAnswer', () => {
  it.each([
    ['stream: OK', { state: 'clean' }],
    ['stream: Win.Test.EICAR_HDB-1 FOUND', { state: 'infected', signature: 'Win.Test.EICAR_HDB-1' }],
    ['stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND', { state: 'unscannable', reason: 'too-large' }],
    ['INSTREAM size limit exceeded. ERROR', { state: 'unscannable', reason: 'too-large' }],
    ['stream: Heuristics.Encrypted.Zip FOUND', { state: 'unscannable', reason: 'encrypted' }],
    ['stream: Can’t allocate memory ERROR', { state: 'failed' }],
    ['stream: OK and more', { state: 'failed' }],
    ['OK', { state: 'failed' }],
    ['', { state: 'failed' }],
  ])('readAnswer, "%s", is the verdict', (answer, verdict) => {
    expect(readAnswer(answer)).toEqual(verdict);
  });
});
