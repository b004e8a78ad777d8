import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createPictureMaker, type PictureOutcome } from '../../src/previews/picture-maker.ts';
import { mebibytes } from '../../src/values/byte-size.ts';

const program = new URL('../../src/previews/picture-process.js', import.meta.url);
const make = createPictureMaker({ program });

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
const made = (bytes: Uint8Array, maker = make): Promise<PictureOutcome> => maker(chunksOf(bytes), bytes.length);

/** A picture whose left half is red and whose right half is blue, so that its turn can be seen. */
function halves(width: number, height: number) {
  const red = { create: { width: width / 2, height, channels: 3, background: '#f00' } } as const;
  return sharp({ create: { width, height, channels: 3, background: '#00f' } }).composite([
    { input: red, left: 0, top: 0 },
  ]);
}

async function picturesOf(bytes: Uint8Array) {
  const outcome = await made(bytes);
  if (!('webp' in outcome)) throw new Error(`No pictures: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('createPictureMaker', () => {
  it('makes pictures, of a sideways photo with a place, upright and without what a camera noted (attack 189)', async () => {
    const photo = await halves(800, 600)
      .withExif({ IFD0: { Model: 'Phone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { width, height, mini, webp } = await picturesOf(photo);
    expect([width, height]).toEqual([384, 512]);
    for (const [picture, side] of [
      [mini ?? '', 64],
      [webp[96], 96],
      [webp[512], 512],
    ] as const) {
      const bytes = Buffer.from(picture, 'base64');
      const facts = await sharp(bytes).metadata();
      expect(facts).toMatchObject({ format: 'webp', height: side, width: (side * 3) / 4 });
      expect([facts.exif, facts.xmp, facts.icc, facts.orientation]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(bytes.includes('GPS')).toBe(false);
      // Turned by a quarter, the red half is on top.
      const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
      expect([(data[0] ?? 0) > 200, (data.at(-1) ?? 0) > 200]).toEqual([true, true]);
    }
    expect(Buffer.from(mini ?? '', 'base64').length).toBeLessThanOrEqual(1536);
  });

  it('makes pictures, of each format that browsers show and of an animation, of its first frame', async () => {
    const small = halves(60, 40);
    const frames = await Promise.all(
      Array.from({ length: 200 }, (_, frame) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background: { r: frame, g: 0, b: 0 } } })
          .png()
          .toBuffer(),
      ),
    );
    const files = await Promise.all([
      small.clone().png().toBuffer(),
      small.clone().webp().toBuffer(),
      small.clone().gif().toBuffer(),
      small.clone().avif({ effort: 0 }).toBuffer(),
      sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
    ]);
    for (const file of files) expect(await picturesOf(file)).toMatchObject({ width: 60, height: 40 });
  });

  it('makes no picture, of what is no picture or too large a one, and says why (attack 189)', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9"/></svg>');
    const photo = await halves(800, 600).jpeg().toBuffer();
    const huge = await sharp({
      create: { width: 30_000, height: 8000, channels: 3, background: '#123' },
      limitInputPixels: false,
    })
      .png()
      .toBuffer();
    for (const bytes of [svg, photo.subarray(0, photo.length / 2), huge, Buffer.from('hello'), new Uint8Array()]) {
      const outcome = await made(bytes);
      expect(outcome).toEqual({ reason: expect.any(String) });
    }
  });

  it('makes no picture, of one that takes more memory or time than it may, and the next one is made (attack 190)', async () => {
    const photo = await halves(4000, 3000).png().toBuffer();
    const slow = createPictureMaker({ program, bounds: { seconds: 0.001, memoryBytes: mebibytes(512) } });
    expect(await made(photo, slow)).not.toHaveProperty('webp');
    const isBound = process.platform === 'linux';
    const small = createPictureMaker({ program, bounds: { seconds: 10, memoryBytes: mebibytes(24) } });
    if (isBound) expect(await made(photo, small)).not.toHaveProperty('webp');
    expect(await picturesOf(photo)).toMatchObject({ width: 512, height: 384 });
    // A process has no environment but its own, and leaves no file.
    expect(readdirSync('.').filter((name) => /^core/.test(name))).toEqual([]);
  });

  it('makes no picture, without its program, and says that this machine cannot', async () => {
    const none = createPictureMaker({ program: new URL('./nothing.js', import.meta.url) });
    expect(await made(Buffer.from('hello'), none)).toEqual({ unavailable: expect.any(String) });
  });

  it('makes no picture, of bytes that break off, and throws what broke', async () => {
    const broken = (async function* () {
      yield Buffer.alloc(10);
      throw new Error('The bucket is down.');
    })();
    await expect(make(broken, 100)).rejects.toThrow('The bucket is down.');
  });

  it('makes pictures, where no process can start, throws and ends nothing else (attack 201)', async () => {
    const [platform, execPath] = [process.platform, process.execPath];
    async function* slowly() {
      yield new Uint8Array(10);
      await setTimeout(50);
    }
    try {
      // There, no shell is in between.
      Object.assign(process, { execPath: '/nowhere/node' });
      Object.defineProperty(process, 'platform', { value: 'win32' });
      await expect(make(slowly(), 10)).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      Object.assign(process, { execPath });
      Object.defineProperty(process, 'platform', { value: platform });
    }
    expect(await made(await halves(60, 40).png().toBuffer())).toMatchObject({ width: 60 });
  });
});
