/*
 * A program of its own, which alone loads a decoder. It reads the bytes of one file from its standard input, writes the
 * pictures to its output as `made-pictures.ts` describes them, and ends. It is JavaScript, because a Node without a
 * compiler (`--jitless`) runs it from the source too, and types are taken out by WebAssembly, which needs one.
 */

/** Above the largest sensor of a phone, 16,320 × 12,240. Beside it, the process has its limit of memory. */
const maxPixels = 210_000_000;

/** The longer side of the picture that stands in the line of a table, and its most bytes. */
const mini = { side: 64, maxBytes: 1536, qualities: [60, 40, 20, 5] };

const seconds = 10;

const decoder = await import('sharp').then(
  (module) => module.default,
  (error) => {
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
const answer = await makePictures(bytes).catch((error) => ({ reason: messageOf(error) }));
process.stdout.write(JSON.stringify(answer));

/** Reads all of the standard input; ends the process when it ends early, since its reader has died. */
async function readInput(size) {
  const all = Buffer.allocUnsafe(size);
  let read = 0;
  for await (const chunk of process.stdin) read += chunk.copy(all, read);
  if (read < size) process.exit(1);
  return all;
}

/** Decodes a file once, upright and in sRGB, and makes the smaller pictures from the largest. */
async function makePictures(file) {
  const decoding = { limitInputPixels: maxPixels, sequentialRead: true, pages: 1, failOn: 'error' };
  const { data, info } = await decoder(file, decoding)
    .timeout({ seconds })
    .autoOrient()
    .resize(within(512))
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const encode = (side, quality) =>
    decoder(data, { raw: { width, height, channels } }).resize(within(side)).webp({ quality, effort: 5 }).toBuffer();
  const webpOf = async (side) => (await encode(side, 75)).toString('base64');
  const smallest = await makeMini(encode);
  return {
    ...{ width, height, webp: { 512: await webpOf(512), 96: await webpOf(96) } },
    ...(smallest && { mini: smallest }),
  };
}

/** Makes the mini picture as well as its bytes allow; `undefined` where they allow none. */
async function makeMini(encode) {
  for (const quality of mini.qualities) {
    const picture = await encode(mini.side, quality);
    if (picture.length <= mini.maxBytes) return picture.toString('base64');
  }
  return undefined;
}

function within(side) {
  return { width: side, height: side, fit: 'inside', withoutEnlargement: true };
}

function messageOf(error) {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}
