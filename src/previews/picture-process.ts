import type { MadePictures } from './made-pictures.ts';
import type { PreviewSize } from './preview-key.ts';

/*
 * A program of its own, which alone loads a decoder. It reads the bytes of one file from its standard input, and ends.
 * It is run by plain Node, from the source too: no import but of types, and no syntax that Node would have to translate.
 */

/** Above the largest sensor of a phone, 16,320 × 12,240. Beside it, the process has its limit of memory. */
const maxPixels = 210_000_000;

/** The longer side of the picture that stands in the line of a table, and its most bytes. */
const mini = { side: 64, maxBytes: 1536, qualities: [60, 40, 20, 5] } as const;

const seconds = 10;

const decoder = await import('sharp').then(
  (module) => module.default,
  (error: unknown) => {
    process.stdout.write(`unavailable ${messageOf(error)}`);
    process.exit();
  },
);
decoder.cache(false);
decoder.concurrency(1);
// Of all that libvips opens (SVG, PDF, its own formats and more), what browsers show.
decoder.block({ operation: ['VipsForeignLoad'] });
decoder.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`),
});
process.stdout.write('ready');
const bytes = await readInput(Number(process.argv[2]));
const answer = await makePictures(bytes).catch((error: unknown) => ({ reason: messageOf(error) }));
process.stdout.write(JSON.stringify(answer));

/** Reads all of the standard input; ends the process when it ends early, since its reader has died. */
async function readInput(size: number): Promise<Buffer> {
  const all = Buffer.allocUnsafe(size);
  let read = 0;
  for await (const chunk of process.stdin) read += (chunk as Buffer).copy(all, read);
  if (read < size) process.exit(1);
  return all;
}

/** Decodes a file once, upright and in sRGB, and makes the smaller pictures from the largest. */
async function makePictures(file: Buffer): Promise<MadePictures> {
  const decoding = { limitInputPixels: maxPixels, sequentialRead: true, pages: 1, failOn: 'error' } as const;
  const { data, info } = await decoder(file, decoding)
    .timeout({ seconds })
    .autoOrient()
    .resize(within(512))
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const encode = (side: number, quality: number) =>
    decoder(data, { raw: { width, height, channels } }).resize(within(side)).webp({ quality, effort: 5 }).toBuffer();
  const webpOf = async (side: PreviewSize) => (await encode(side, 75)).toString('base64');
  const smallest = await makeMini(encode);
  return {
    ...{ width, height, webp: { 512: await webpOf(512), 96: await webpOf(96) } },
    ...(smallest && { mini: smallest }),
  };
}

/** Makes the mini picture as well as its bytes allow; `undefined` where they allow none. */
async function makeMini(encode: (side: number, quality: number) => Promise<Buffer>): Promise<string | undefined> {
  for (const quality of mini.qualities) {
    const picture = await encode(mini.side, quality);
    if (picture.length <= mini.maxBytes) return picture.toString('base64');
  }
  return undefined;
}

function within(side: number) {
  return { width: side, height: side, fit: 'inside', withoutEnlargement: true } as const;
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
