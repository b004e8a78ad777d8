import fc from 'fast-check';
import { expect, test } from 'vitest';
import { announcement, nothingSaid } from '../../../src/browser/form/announcement.ts';
import type { UploadSnapshot } from '../../../src/browser/transfer/file-upload.ts';
import { UploadFailure } from '../../../src/browser/transfer/upload-failure.ts';
import { isolate } from '../../../src/values/isolate.ts';
import { phrases } from '../../support/phrases.ts';

const start: UploadSnapshot = {
  phase: 'sending',
  sentBytes: 0,
  size: 1_000,
  bytesPerSecond: 0,
  isOnline: true,
  isRetrying: false,
  failure: undefined,
};

/** Returns the announcements while an upload goes through these states. */
function listen(states: UploadSnapshot[]): string[] {
  const heard: string[] = [];
  let said = nothingSaid;
  for (const state of states) {
    const news = announcement('film.mp4', state, said, phrases);
    said = news.said;
    if (news.text !== undefined) heard.push(news.text);
  }
  return heard;
}

const at = (sentBytes: number): UploadSnapshot => ({ ...start, sentBytes });
const film = isolate('film.mp4');
const started = `${film} is being uploaded.`;
const uploaded = `${film} is uploaded.`;
const lost = `${film}: The connection was lost. Check it, then choose “Try again”.`;
const complete: UploadSnapshot = { ...start, phase: 'complete' };
const failed: UploadSnapshot = { ...start, phase: 'failed', failure: new UploadFailure('connection-lost') };

test('announcements, a file under way, say the start, each quarter and the end once', () => {
  expect(listen([at(0), at(100), at(260), at(300), at(510), at(990), at(1_000), complete, complete])).toEqual([
    started,
    `${film}: 25% uploaded.`,
    `${film}: 50% uploaded.`,
    `${film}: 75% uploaded.`,
    uploaded,
  ]);
});

test('announcements, a quarter lost on the way, do not repeat it', () => {
  expect(listen([at(260), at(240), at(260)])).toEqual([started, `${film}: 25% uploaded.`]);
});

test('announcements, a failure and “Try again”, say the failure once and the next end', () => {
  expect(listen([failed, failed, { ...start, phase: 'preparing' }, complete])).toEqual([lost, uploaded]);
});

test('announcements, a file being removed, say nothing', () => {
  const removing: UploadSnapshot = { ...start, phase: 'removing', sentBytes: 1_000 };
  expect(listen([complete, removing])).toEqual([uploaded]);
  expect(listen([failed, removing])).toEqual([lost]);
});

test('announcements, any events, say at most five things of a file that ends once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000)), (sizes) => {
      expect(listen([...sizes.map(at), complete]).length).toBeLessThanOrEqual(5);
    }),
  );
});
