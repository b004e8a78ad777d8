import { Hono } from 'hono';
import type { AppEnv } from '../../../src/http/app-env.ts';
import { blocks } from './blocks.ts';
import { collectGarbage, memoryWatch } from './memory-watch.ts';

/** An app that knows nothing of Lambda, with answers of any size. */
export function anySizeApp(): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const memory = memoryWatch();

  app.use((c, next) => {
    const { adapterError } = c.env;
    return adapterError ? Promise.resolve(c.json(adapterError.detail, { status: adapterError.status as 502 })) : next();
  });

  app.get('/bodies/:number', async (c) => {
    // Loaded on demand, so that its memory counts for those tests only that use it.
    const bodies = Object.values((await import('./bodies.ts')).allBodies);
    const { bytes, headers = {} } = bodies[Number(c.req.param('number'))]?.() ?? { bytes: Buffer.from('no such body') };
    return new Response(streamOf(slices(bytes)), { headers });
  });

  app.get('/blocks/:bytes', (c) => {
    const etag = c.req.query('etag');
    return new Response(streamOf(blocks(Number(c.req.param('bytes')))), { headers: etag ? { etag } : {} });
  });

  app.get('/broken/:bytes', (c) => new Response(streamOf(broken(Number(c.req.param('bytes'))))));

  app.get('/process', (c) => c.json(process.pid));

  /** Returns the memory of this process and its peak since the last call, in bytes. */
  app.get('/memory', (c) => {
    if (c.req.query('collected') !== undefined) collectGarbage();
    return c.json(memory());
  });
  return app;
}

function* slices(bytes: Buffer): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += 100_003) yield new Uint8Array(bytes.subarray(at, at + 100_003));
}

function* broken(byteLength: number): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  yield* blocks(byteLength);
  throw new Error('The source is gone.');
}

function streamOf(pieces: Iterator<Uint8Array<ArrayBuffer>, void>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      // A source that has to be waited for, as all but the ones of tests are.
      await new Promise((resolve) => setImmediate(resolve));
      const { value } = pieces.next();
      if (value) controller.enqueue(value);
      else controller.close();
    },
  });
}
