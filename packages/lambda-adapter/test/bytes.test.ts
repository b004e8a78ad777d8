import { expect, test } from 'vitest';
import { createLambdaHandler } from '../src/handler.ts';
import type { LambdaResult } from '../src/result.ts';
import { maxResultBytes } from '../src/result.ts';
import { bodies, largestBinary, largestText, type } from './bodies.ts';
import { apiEvent, sampleContext } from './events.ts';

test.each(Object.entries(bodies))(
  'GET, %s, gives the client the same bytes from bytes and from a stream',
  async (_, body) => {
    const { bytes, headers = {}, leavesAs } = body;
    const whole = await invoke(() => new Response(new Uint8Array(bytes), { headers }));
    const streamed = await invoke(() => new Response(inPieces(bytes, 65_537), { headers }));
    expect(bytesAtClient(whole).equals(bytes)).toBe(true);
    expect(bytesAtClient(streamed).equals(bytes)).toBe(true);
    expect(whole.isBase64Encoded ? 'base64' : 'text').toBe(leavesAs);
    expect(whole.headers).toEqual(headers);
  },
);

test.each([
  ['binary', 'image/png', Buffer.alloc(largestBinary + 3, 0xff)],
  ['text', 'text/plain', Buffer.alloc(largestText + 1, 'x')],
])(
  'GET, a %s body one step above the largest, answers a problem and is not cut off (attack 66)',
  async (_, contentType, bytes) => {
    const result = await invoke(() => new Response(inPieces(bytes, 1_000_003), { headers: type(contentType) }));
    expect(result).toMatchObject({ statusCode: 502, headers: { 'content-type': 'application/problem+json' } });
  },
);

test('GET, the largest bodies, make results of at most 6,291,556 bytes', async () => {
  const binary = await invoke(() => new Response(Buffer.alloc(largestBinary, 0xff), { headers: type('image/png') }));
  const text = await invoke(() => new Response('x'.repeat(largestText), { headers: type('text/plain') }));
  expect(maxResultBytes - Buffer.byteLength(JSON.stringify(binary))).toBeLessThan(4);
  expect(Buffer.byteLength(JSON.stringify(text))).toBe(maxResultBytes);
});

function invoke(answer: () => Response): Promise<LambdaResult> {
  return createLambdaHandler({ fetch: answer })(apiEvent('/'), sampleContext);
}

/** Returns the bytes that a gateway sends for a result that came to it as JSON. */
function bytesAtClient(result: LambdaResult): Buffer {
  const { body, isBase64Encoded }: LambdaResult = JSON.parse(JSON.stringify(result));
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
}

function inPieces(bytes: Buffer, pieceLength: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.byteLength) controller.enqueue(new Uint8Array(bytes.subarray(at, at + pieceLength)));
      else controller.close();
      at += pieceLength;
    },
  });
}
