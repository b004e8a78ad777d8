import type { App } from '../../src/bindings.ts';
import { createLambdaStreamHandler } from '../../src/stream-handler.ts';

const app: App = {
  fetch({ url }) {
    const { pathname } = new URL(url);
    if (pathname === '/at-once') return new Response(streamOf(breakingOff(0)));
    if (pathname === '/late') return new Response(streamOf(breakingOff(20)));
    if (pathname === '/endless') return new Response(streamOf(endless()));
    if (pathname === '/stray') void Promise.reject(new Error('A promise without an owner.'));
    return new Response(`process ${process.pid}`);
  },
};

export const handler = createLambdaStreamHandler(app);

async function* breakingOff(afterMs: number) {
  yield Buffer.from('begun');
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
  throw new Error('The source is gone.');
}

async function* endless() {
  for (; ; await new Promise((resolve) => setTimeout(resolve, 20))) yield Buffer.from('begun');
}

function streamOf(chunks: AsyncIterator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}
