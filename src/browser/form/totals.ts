import type { UploadSnapshot } from '../transfer/file-upload.ts';
import type { Phrases } from './phrases.ts';

/** Returns the state of several uploads in one line; '' where a row says it all. */
export function totalsText(uploads: readonly UploadSnapshot[], { bytes, duration, say }: Phrases): string {
  const done = uploads.filter(({ phase }) => phase === 'complete').length;
  if (uploads.length < 2 || done === uploads.length) return '';
  const sum = (numberOf: (upload: UploadSnapshot) => number) => uploads.reduce((all, one) => all + numberOf(one), 0);
  const sent = sum(({ phase, sentBytes, size }) => (phase === 'complete' ? size : sentBytes));
  const size = sum((upload) => upload.size);
  const speed = sum(({ phase, bytesPerSecond }) => (phase === 'sending' ? bytesPerSecond : 0));
  const values = { done, count: uploads.length, sent: bytes(sent), size: bytes(size) };
  return speed < 1
    ? say('totals', values)
    : say('totalsWithTime', { ...values, left: duration((size - sent) / speed) });
}
