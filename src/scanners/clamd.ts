import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { ScannerUnavailable } from '../problems/errors.ts';
import type { Verdict } from '../records/scan-record.ts';
import type { Bucket } from '../storage/bucket.ts';
import { mebibytes } from '../values/byte-size.ts';
import { readAnswer } from './clamd-answer.ts';
import type { ObjectToScan } from './scanner.ts';

/** Where clamd listens, and what it looks into. */
export interface ClamdSettings {
  /** The path of its socket, or `tcp://host:port`. */
  readonly socket: string;
  /** Its `MaxFileSize`: it says that larger files are clean, without having looked. */
  readonly maxBytes: number;
}

/** The bytes that are read from the bucket, and sent to clamd, at a time. */
const chunkBytes = mebibytes(1);

/** clamd answers or takes bytes within this time. */
const silenceMs = 120_000;

/** The most bytes of an answer. A signature's name is far shorter. */
const maxAnswerBytes = 10_000;

/**
 * Has clamd scan an object, whose bytes are streamed to it.
 * @see https://docs.clamav.net/manual/Usage/Scanning.html#clamd (INSTREAM)
 * @throws ScannerUnavailable, BucketUnavailable
 */
export async function scanWithClamd(
  settings: ClamdSettings,
  bucket: Pick<Bucket, 'readRange'>,
  object: ObjectToScan,
): Promise<Verdict> {
  if (object.size > settings.maxBytes) return { state: 'unscannable', reason: 'too-large' };
  const clamd = await open(settings.socket);
  try {
    await clamd.write('zINSTREAM\0');
    for (let start = 0; start < object.size && clamd.isListening(); start += chunkBytes) {
      const end = Math.min(start + chunkBytes, object.size);
      const chunk = await bucket.readRange(object.key, object.etag, start, end);
      // It was removed, or is not the one that was checked.
      if (!chunk) return { state: 'failed' };
      await clamd.write(Buffer.concat([byteLengthOf(chunk), chunk]));
    }
    const isWhole = !clamd.hasAnswered();
    await clamd.write(byteLengthOf(new Uint8Array()));
    const verdict = readAnswer(await clamd.answer());
    if (verdict.state === 'clean' && !isWhole) throw new ScannerUnavailable('clamd has not taken all of a file.');
    return verdict;
  } finally {
    clamd.close();
  }
}

/** Returns the version of clamd and of its signatures. */
export async function askClamdVersion(settings: Pick<ClamdSettings, 'socket'>): Promise<string> {
  const clamd = await open(settings.socket);
  try {
    await clamd.write('zVERSION\0');
    return await clamd.answer();
  } finally {
    clamd.close();
  }
}

/** Returns the four bytes that come before a chunk; before none, they end the stream. */
function byteLengthOf({ byteLength }: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(byteLength);
  return length;
}

/** A connection to clamd for one command. */
interface Connection {
  /** True until clamd has ended its side. */
  isListening(): boolean;
  /** True once clamd has begun to answer, or has ended its side. */
  hasAnswered(): boolean;
  /** Sends bytes, no faster than clamd takes them. Once clamd has ended its side, bytes are left out. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Returns what clamd has answered when it ends its side. A part of an answer is none. */
  answer(): Promise<string>;
  close(): void;
}

async function open(address: string): Promise<Connection> {
  const socket = connect(addressOf(address)).setTimeout(silenceMs);
  let failure: Error | undefined;
  const received: Buffer[] = [];
  let receivedBytes = 0;
  socket.on('data', (bytes) => {
    receivedBytes += bytes.byteLength;
    if (receivedBytes > maxAnswerBytes) socket.destroy(new Error('clamd answers too much.'));
    else received.push(bytes);
  });
  socket.on('timeout', () => socket.destroy(new Error('clamd is silent.')));
  // A limit makes clamd answer and close in the middle of the bytes. Its answer counts, not the broken pipe.
  socket.on('error', (error) => {
    failure = error;
  });
  const ended = once(socket, 'close').catch(() => undefined);
  await Promise.race([once(socket, 'connect').catch(() => undefined), ended]);
  if (failure) throw unavailable(failure);
  return {
    isListening: () => socket.writable,
    hasAnswered: () => receivedBytes > 0 || !socket.writable,
    async write(bytes) {
      if (socket.writable && !socket.write(bytes)) await Promise.race([drained(socket), ended]);
    },
    async answer() {
      await ended;
      const answer = Buffer.concat(received).toString();
      // The end of an answer to a command that begins with `z`.
      if (!answer.endsWith('\0') || receivedBytes > maxAnswerBytes)
        throw unavailable(failure ?? new Error('clamd has closed the connection without a whole answer.'));
      return answer.slice(0, -1).trim();
    },
    close: () => socket.destroy(),
  };
}

function drained(socket: Socket): Promise<unknown> {
  return once(socket, 'drain').catch(() => undefined);
}

function addressOf(address: string): { readonly path: string } | { readonly host: string; readonly port: number } {
  if (!address.startsWith('tcp://')) return { path: address };
  const { hostname, port } = new URL(address);
  return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) };
}

function unavailable(cause: Error): ScannerUnavailable {
  return new ScannerUnavailable(`clamd does not answer: ${cause.message}`, { cause });
}
