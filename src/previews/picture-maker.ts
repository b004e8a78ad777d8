import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { mebibytes } from '../values/byte-size.ts';
import { type MadePictures, ProcessAnswer } from './made-pictures.ts';

/** The pictures of a file, or why there are none: for this file, or because this machine has no decoder. */
export type PictureOutcome = MadePictures | { readonly reason: string } | { readonly unavailable: string };

/** Makes the pictures of a file of `size` bytes. An error of `bytes` is thrown on. */
export type MakePictures = (bytes: AsyncIterable<Uint8Array>, size: number) => Promise<PictureOutcome>;

/** The bounds of one process, which hold for any file. */
export interface ProcessBounds {
  /** The seconds from the last byte of the file on, and of the processor's time in all. */
  readonly seconds: number;
  /** The bytes that it may have to write to: its heap, its stacks and what the decoder asks for. */
  readonly memoryBytes: number;
}

/** The program of the process and what it needs of the environment. */
export interface PictureProgram {
  /** `picture-process.js`. */
  readonly program: URL;
  /** The folders of shared libraries, where this Node needs it named. */
  readonly libraryPath?: string | undefined;
  readonly bounds?: ProcessBounds;
}

/** The most that a process may say. */
const maxOutputBytes = mebibytes(2);

/**
 * Creates the maker of pictures. Each file gets a process of its own, which has neither the environment of this one nor
 * the bytes of another file: a decoder that crashes, hangs, grows or is taken over costs one picture. One runs at a
 * time, so that the memory of all is that of one.
 */
export function createPictureMaker(program: PictureProgram): MakePictures {
  let turn: Promise<unknown> = Promise.resolve();
  return (bytes, size) => {
    const made = turn.then(() => makeOnce(program, bytes, size));
    turn = made.catch(() => undefined);
    return made;
  };
}

async function makeOnce(
  { program, libraryPath, bounds = { seconds: 10, memoryBytes: mebibytes(512) } }: PictureProgram,
  bytes: AsyncIterable<Uint8Array>,
  size: number,
): Promise<PictureOutcome> {
  const child = start(program, libraryPath, bounds, size);
  const output = collect(child);
  // Its start may fail while bytes are still read: an error for which no code waits yet would end this process.
  const ended = once(child, 'close').then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  try {
    await send(bytes, child);
    timer = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, bounds.seconds * 1000);
    const failed = await ended;
    if (failed) throw failed.error;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
  return readOutput(output(), isLate ? `took more than ${bounds.seconds} seconds` : describeEnd(child));
}

/**
 * Starts the process. Limits are set by the shell that becomes the process: no other way needs neither root nor a native
 * module. Linux holds all of them; macOS does not hold that of memory, and Windows has none.
 *
 * Without a compiler of its own (`--jitless`), Node reserves no memory for code. So the limit can be that of the work,
 * and the process has no memory that is both writable and executable.
 */
function start(program: URL, libraryPath: string | undefined, bounds: ProcessBounds, size: number): ChildProcess {
  const node = ['--jitless', '--v8-pool-size=0'];
  const command = [process.execPath, ...node, fileURLToPath(program), String(size)];
  const limits = [String(bounds.seconds), String(Math.floor(bounds.memoryBytes / 1024))];
  const [file = '', ...args] =
    process.platform === 'win32' ? command : ['/bin/sh', '-c', limitThenRun, 'sh', ...limits, ...command];
  const env = { UV_THREADPOOL_SIZE: '1', MALLOC_ARENA_MAX: '2', ...(libraryPath && { LD_LIBRARY_PATH: libraryPath }) };
  return spawn(file, args, { env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
}

/** No core, no file written, seconds of the processor, kilobytes of memory. A limit that is lower already stays. */
const limitThenRun =
  'for limit in "-c 0" "-f 0" "-t $1" "-d $2"; do ulimit $limit 2>/dev/null || :; done; shift 2; exec "$@"';

/** Collects what a process says; one that says too much is killed. */
function collect(child: ChildProcess): () => string {
  const said: Buffer[] = [];
  let bytes = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > maxOutputBytes) child.kill('SIGKILL');
    else said.push(chunk);
  });
  return () => Buffer.concat(said).toString();
}

/** Sends the bytes of a file to a process. One that has ended takes none, and its end says why. */
async function send(bytes: AsyncIterable<Uint8Array>, child: ChildProcess): Promise<void> {
  if (!child.stdin) return;
  try {
    await pipeline(Readable.from(bytes), child.stdin);
  } catch (error) {
    const isBrokenPipe = error instanceof Error && 'code' in error && brokenPipes.includes(String(error.code));
    if (!isBrokenPipe) throw error;
  }
}

const brokenPipes = ['EPIPE', 'ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED'];

/** Returns what a process has said in the end; what it says is not trusted. */
function readOutput(output: string, end: string): PictureOutcome {
  if (output.startsWith('unavailable')) return { unavailable: output.slice(0, 300) };
  if (!output.startsWith('ready')) return { unavailable: `The process of pictures did not start: ${end}` };
  const parsed = readJson(output.slice('ready'.length));
  const answer = ProcessAnswer.safeParse(parsed);
  return answer.success ? answer.data : { reason: end };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // It was killed before its end.
  }
}

function describeEnd({ exitCode, signalCode }: ChildProcess): string {
  return signalCode === null ? `ended with code ${exitCode}` : `was ended by ${signalCode}`;
}
