import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findMediaType } from '../../src/files/media-type.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { gibibytes } from '../../src/values/byte-size.ts';
import { launchBrowser } from '../support/browser.ts';
import { pngOf } from '../support/sample-files.ts';
import { contentProblem } from './checks-in-words.ts';
import { wavOf } from './samples/sound-layouts.ts';
import { storedBytes } from './stored-bytes.ts';

/** Returns the problem of content under its own name, sent with no content type; `undefined` where it is accepted. */
async function faultOf(filename: string, content: Uint8Array): Promise<string | undefined> {
  const type = findMediaType(documents.fileFields.files?.accept ?? [], '', filename);
  if (!type) throw new Error(`${filename} is not accepted.`);
  return contentProblem(type, storedBytes(content), { maxBytes: gibibytes(5) });
}

describe('files that a browser writes', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    page = await browser.newPage();
  });
  afterAll(() => browser?.close());

  it.each(['png', 'jpeg', 'webp'])('contentProblem, a canvas of the browser as %s, is accepted', async (format) => {
    const url = await page.evaluate((type) => {
      const canvas = document.createElement('canvas');
      canvas.getContext('2d')?.fillRect(9, 9, 99, 99);
      return canvas.toDataURL(type);
    }, `image/${format}`);
    const [head = '', content = ''] = url.split(',');
    expect(head).toContain(format);
    expect(await faultOf(`x.${format}`, Buffer.from(content, 'base64'))).toBeUndefined();
  });

  it('contentProblem, a page of the browser as PDF, is accepted', async () => {
    await page.setContent('<h1>Hello</h1>');
    expect(await faultOf('x.pdf', await page.pdf())).toBeUndefined();
  });

  it('contentProblem, a recording of the browser as WebM, is accepted', async () => {
    const numbers = await page.evaluate(async () => {
      const context = new AudioContext();
      const destination = context.createMediaStreamDestination();
      const tone = context.createOscillator();
      tone.connect(destination);
      tone.start();
      const recorder = new MediaRecorder(destination.stream, { mimeType: 'audio/webm' });
      const recorded = new Promise<Blob>((resolve) => {
        recorder.ondataavailable = ({ data }) => resolve(data);
      });
      recorder.start();
      setTimeout(() => recorder.stop(), 300);
      return [...new Uint8Array(await (await recorded).arrayBuffer())];
    });
    expect(await faultOf('x.webm', new Uint8Array(numbers))).toBeUndefined();
  });
});

/** Encoders outside of the project. */
const programs: readonly (readonly [program: string, to: string, args: readonly string[]])[] = [
  ...['mp4', 'm4a', 'mp3', 'flac', 'ogg', 'opus', 'mkv', 'mov', 'm4v'].map(
    (to) => ['ffmpeg', `x.${to}`, ['-v', 'error', '-i', 'in.wav', `x.${to}`]] as const,
  ),
  ...['tif', 'bmp', 'gif', 'jpg', 'webp'].map(
    (to) => ['ffmpeg', `x.${to}`, ['-v', 'error', '-i', 'in.png', `x.${to}`]] as const,
  ),
  ...['tif', 'bmp', 'gif', 'jpg'].map((to) => ['convert', `x.${to}`, ['in.png', `x.${to}`]] as const),
  ['convert', 'x.tiff', ['in.png', '-endian', 'MSB', 'x.tiff']],
  ['lame', 'x.mp3', ['--quiet', 'in.wav', 'x.mp3']],
  ['flac', 'x.flac', ['-s', '-o', 'x.flac', 'in.wav']],
  ['heif-enc', 'x.heic', ['in.png', '-o', 'x.heic']],
  ['avifenc', 'x.avif', ['-s', '10', 'in.png', 'x.avif']],
  ['cwebp', 'x.webp', ['-quiet', 'in.png', '-o', 'x.webp']],
  ['zip', 'x.zip', ['-q', 'x.zip', 'in.png', 'in.wav']],
  ['gzip', 'in.wav.gz', ['-k', 'in.wav']],
  ['tar', 'x.tgz', ['czf', 'x.tgz', 'in.png']],
];

/** True where `.ci/run` has installed all of them: then none may be left out. */
const areInstalled = process.env.ENCODERS === 'installed';

describe('files that other programs write', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'encoders-'));
    writeFileSync(join(folder, 'in.png'), pngOf(64, 64));
    writeFileSync(join(folder, 'in.wav'), wavOf('RIFF'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.for(programs)(
    'contentProblem, %s as %s, is accepted, or skipped where that program is missing',
    async ([program, to, args], { skip }) => {
      rmSync(join(folder, to), { force: true });
      const { error, status } = spawnSync(program, args, { cwd: folder, stdio: 'ignore' });
      const cannot = error !== undefined || status !== 0;
      skip(cannot && !areInstalled, `There is no ${program} here that writes ${to}.`);
      expect({ program, status }).toEqual({ program, status: 0 });
      expect(await faultOf(to, readFileSync(join(folder, to)))).toBeUndefined();
    },
  );
});
