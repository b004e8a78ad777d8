import { PassThrough, Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Frame, readFrames, writeFrame } from '../src/frames.ts';

const anyFrame = fc.record({
  kind: fc.constantFrom('ready', 'invoke', 'event', 'result', 'error', 'head', 'chunk', 'end'),
  payload: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
});

describe('readFrames', () => {
  it('frames cut at any byte, gives them as they were written', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { maxLength: 8 }), cuts, async (frames, sizes) => {
        const bytes = written((pipe) => {
          for (const { kind, payload } of frames) writeFrame(pipe, kind, payload);
        });

        expect(await collected(readFrames(Readable.from(cut(bytes, sizes))))).toEqual(frames);
      }),
    );
  });

  it('a frame with text, gives it as UTF-8', async () => {
    const bytes = written((pipe) => writeFrame(pipe, 'result', '"é\u2028"'));

    expect((await collected(readFrames(Readable.from([bytes]))))[0]?.payload.toString()).toBe('"é\u2028"');
  });

  it('a frame that is cut off, is not given', async () => {
    const bytes = written((pipe) => writeFrame(pipe, 'result', 'whole'));

    expect(await collected(readFrames(Readable.from([bytes.subarray(0, -1)])))).toEqual([]);
  });

  it('a frame of an unknown kind, throws', async () => {
    await expect(collected(readFrames(Readable.from([Buffer.from([99, 0, 0, 0, 0])])))).rejects.toThrow(
      'unknown kind 99',
    );
  });
});

function written(write: (pipe: PassThrough) => void): Buffer {
  const pipe = new PassThrough();
  write(pipe);
  return pipe.read() ?? Buffer.alloc(0);
}

function* cut(bytes: Buffer, sizes: number[]): Generator<Buffer> {
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(from, from + size);
    from += size;
  }
}

async function collected(frames: AsyncGenerator<Frame>): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}
