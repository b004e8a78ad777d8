import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { createPictureMaker } from '../src/previews/picture-maker.ts';
import { contenderNamed, measureInTurns, printFigure, round } from './measure.ts';

/**
 * Compares how many previews a second are made of a photo of 12 megapixels, and the memory at its peak, with the other
 * libraries that install without a compiler. Then it looks at the heaviest pictures that are made at all.
 */

const script = import.meta.url;
const program = new URL('../src/previews/picture-process.js', import.meta.url);
const pictures = 4;
/** The bytes of memory that the process of a picture may have at its peak. */
const allowedPeakMegabytes = 512;
/** What the peers must take longer, at least: sharp is in the worker because of it. */
const fastestPeerRatio = 1.5;

const photo = async () =>
  sharp({
    create: { width: 4000, height: 3000, channels: 3, background: '#888', noise: noise },
  })
    .jpeg()
    .toBuffer();
const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;

/** Each makes one preview of at most 512 pixels. */
const contenders: Record<string, (bytes: Buffer) => Promise<unknown>> = {
  sharp: (bytes) =>
    sharp(bytes, { sequentialRead: true }).autoOrient().resize(512, 512, { fit: 'inside' }).webp().toBuffer(),
  '@napi-rs/image': async (bytes) => {
    const { Transformer } = await import('@napi-rs/image');
    return new Transformer(bytes).resize(512, 384).webp(75);
  },
  jimp: async (bytes) => {
    const { Jimp } = await import('jimp');
    const picture = await Jimp.read(bytes);
    return picture.scaleToFit({ w: 512, h: 512 }).getBuffer('image/jpeg');
  },
};

/** Behind the name of a contender: its figure is then its most memory, in megabytes. */
const memory = ', memory';

const [name] = process.argv.slice(2);
if (name !== undefined) {
  const bytes = await photo();
  const make = contenderNamed(contenders, name.replace(memory, ''));
  await make(bytes);
  const startedAt = performance.now();
  for (let picture = 0; picture < pictures; picture += 1) await make(bytes);
  const ms = (performance.now() - startedAt) / pictures;
  printFigure(name.endsWith(memory) ? process.resourceUsage().maxRSS / 1024 : ms);
} else {
  process.exitCode = (await compare()) && (await bound()) ? 0 : 1;
}

async function compare(): Promise<boolean> {
  const best = measureInTurns(script, Object.keys(contenders), 2);
  const own = best.get('sharp') ?? Number.NaN;
  const peaks = measureInTurns(
    script,
    Object.keys(contenders).map((contender) => contender + memory),
    1,
  );
  for (const [contender, ms] of best)
    console.log(
      `${contender.padEnd(16)} ${round(1000 / ms)} previews a second, ${round(ms / own)} times as long as sharp, ${Math.round(peaks.get(contender + memory) ?? 0)} MB at its peak`,
    );
  const bytes = await photo();
  const make = createPictureMaker({ program });
  const startedAt = performance.now();
  for (let picture = 0; picture < pictures; picture += 1) await make(chunks(bytes), bytes.length);
  const ms = (performance.now() - startedAt) / pictures;
  console.log(`${'a process each'.padEnd(16)} ${round(1000 / ms)} files a second, three pictures of each`);
  const fastest = Math.min(...[...best].filter(([each]) => each !== 'sharp').map(([, each]) => each));
  return fastest / own >= fastestPeerRatio;
}

/** Makes previews of the heaviest pictures, and returns true when none needed more memory than it may. */
async function bound(): Promise<boolean> {
  const large = { create: { width: 10_000, height: 10_000, channels: 3, background: '#369' } } as const;
  const heavy: Record<string, Buffer> = {
    '100 MP, interlaced PNG': await sharp(large).png({ progressive: true }).toBuffer(),
    '100 MP, progressive JPEG': await sharp(large).jpeg({ progressive: true }).toBuffer(),
    '12 MP, AVIF': await sharp(await photo())
      .avif({ effort: 0 })
      .toBuffer(),
  };
  let isBound = true;
  for (const [title, bytes] of Object.entries(heavy)) {
    const peak = await peakMegabytesOf(bytes);
    isBound &&= peak <= allowedPeakMegabytes;
    console.log(`${title.padEnd(26)} ${peak} MB at its peak, ${allowedPeakMegabytes} allowed`);
  }
  return isBound;
}

/** Runs the program of a picture, and returns the most memory that Linux saw it use; 0 elsewhere. */
async function peakMegabytesOf(bytes: Buffer): Promise<number> {
  const child = spawn(process.execPath, ['--jitless', '--v8-pool-size=0', fileURLToPath(program), `${bytes.length}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  let kilobytes = 0;
  const timer = setInterval(() => {
    kilobytes = Math.max(kilobytes, highWaterOf(child.pid));
  }, 5);
  child.stdin.end(bytes);
  await once(child, 'close');
  clearInterval(timer);
  return Math.round(kilobytes / 1024);
}

function highWaterOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // It has ended, or this is no Linux.
  }
}

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}
