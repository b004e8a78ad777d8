import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcement } from '../../../src/browser/form/announcement.ts';
import type { UploadSnapshot } from '../../../src/browser/transfer/file-upload.ts';

const start: UploadSnapshot = {
  phase: 'sending',
  sentBytes: 0,
  size: 1_000,
  bytesPerSecond: 0,
  isOnline: true,
  failure: undefined,
};

/** Returns the announcements while an upload goes through these states. */
function listen(states: UploadSnapshot[]): string[] {
  const heard: string[] = [];
  let said = 0;
  for (const state of states) {
    const news = announcement('film.mp4', state, said);
    said = news.said;
    if (news.text !== undefined) heard.push(news.text);
  }
  return heard;
}

const at = (sentBytes: number): UploadSnapshot => ({ ...start, sentBytes });
const complete: UploadSnapshot = { ...start, phase: 'complete' };
const failed: UploadSnapshot = { ...start, phase: 'failed', failure: 'The connection was lost.' };

test('announcements, a file under way, say each quarter once and the end once', () => {
  expect(listen([at(0), at(100), at(260), at(300), at(510), at(990), at(1_000), complete, complete])).toEqual([
    'film.mp4: 25 % sent.',
    'film.mp4: 50 % sent.',
    'film.mp4: 75 % sent.',
    'film.mp4 is uploaded.',
  ]);
});

test('announcements, a quarter lost on the way, do not repeat it', () => {
  expect(listen([at(260), at(240), at(260)])).toEqual(['film.mp4: 25 % sent.']);
});

test('announcements, a failure and “Try again”, say the failure once and the next end', () => {
  expect(listen([failed, failed, { ...start, phase: 'preparing' }, complete])).toEqual([
    'film.mp4: The connection was lost.',
    'film.mp4 is uploaded.',
  ]);
});

test('announcements, a file being removed, say nothing', () => {
  const removing: UploadSnapshot = { ...start, phase: 'removing', sentBytes: 1_000 };
  expect(listen([complete, removing])).toEqual(['film.mp4 is uploaded.']);
  expect(listen([failed, removing])).toEqual(['film.mp4: The connection was lost.']);
});

test('announcements, any events, say at most four things of a file that ends once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), (sizes) => {
      expect(listen([...sizes.map(at), complete]).length).toBeLessThanOrEqual(4);
    }),
  );
});
