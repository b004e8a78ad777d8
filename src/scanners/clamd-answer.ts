import type { Verdict } from '../records/scan-record.ts';

/**
 * Returns the verdict in clamd's answer to INSTREAM. Heuristics about limits and encryption say that clamd has not
 * looked into the file: with `AlertExceedsMax` and `AlertEncrypted` it reports them as if they were malware.
 */
export function readAnswer(answer: string): Verdict {
  if (answer === 'stream: OK') return { state: 'clean' };
  if (/size limit exceeded/i.test(answer)) return { state: 'unscannable', reason: 'too-large' };
  const signature = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (signature === undefined) return { state: 'failed' };
  if (signature.startsWith('Heuristics.Limits.Exceeded')) return { state: 'unscannable', reason: 'too-large' };
  if (signature.startsWith('Heuristics.Encrypted')) return { state: 'unscannable', reason: 'encrypted' };
  return { state: 'infected', signature };
}
