import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LambdaResult } from '../../../packages/lambda-adapter/src/result.ts';
import { apiEvent, sampleContext } from '../../../packages/lambda-adapter/test/events.ts';
import { MiB, type Source, sourceOf, unevenBytes } from './sources.ts';
import { type SpillingFunctions, startSpillingFunctions } from './spilling-functions.ts';

const large = unevenBytes(9 * MiB);
const tagged = { etag: '"v1"', 'content-length': String(large.byteLength), 'content-type': 'text/csv' };
const upload = ['POST begin', 'PUT part', 'PUT part', 'POST complete'];

let functions: SpillingFunctions;
beforeAll(async () => {
  functions = await startSpillingFunctions();
});
afterEach(() => functions.clear());
afterAll(() => functions.close());

test('what has a strong ETag is made once: afterwards nothing of it is produced or sent', async () => {
  const [app, sources] = appWith(tagged);
  const first = await ask(app, 'a=1');
  functions.asked();
  const again = await ask(app, 'a=1');
  expect(keyOf(again)).toBe(keyOf(first));
  expect(functions.asked()).toEqual(['HEAD']);
  expect(sources.map((source) => [source.readBytes(), source.isCancelled()])).toEqual([
    [large.byteLength, false],
    [0, true],
  ]);
  expect(Buffer.from(await (await fetch(again.headers.location ?? '')).arrayBuffer()).equals(large)).toBe(true);
});

test.each([
  ['no ETag', { ...tagged, etag: '' }],
  ['a weak ETag', { ...tagged, etag: 'W/"v1"' }],
  ['Vary: *', { ...tagged, vary: '*' }],
])('with %s each answer is another object', async (_, headers) => {
  const [app] = appWith(headers);
  expect(keyOf(await ask(app))).not.toBe(keyOf(await ask(app)));
});

test('an X-Spill-Key names the bytes of any method and URL', async () => {
  const [app, sources] = appWith({ ...tagged, etag: '', 'x-spill-key': 'report-7' });
  const first = await ask(app, 'a=1', { method: 'POST', path: '/one' });
  const again = await ask(app, 'a=1', { method: 'POST', path: '/two' });
  expect(keyOf(again)).toBe(keyOf(first));
  expect(sources.at(-1)?.readBytes()).toBe(0);
});

test.each([
  ['twenty processes', () => Array.from({ length: 20 }, () => functions.newProcess)],
  ['one process that serves twenty', () => [functions.newProcess]],
])('%s at once: the source sends its body once, and one upload is made', async (_, makers) => {
  const [app, sources] = appWith(tagged);
  const processes = makers().map((newProcess) => newProcess(app));
  functions.asked();
  const handlers = Array.from({ length: 20 }, (_, at) => processes[at % processes.length] ?? functions.newProcess(app));
  const results = await Promise.all(handlers.map((handler) => handler(apiEvent('/report'), sampleContext)));
  expect(results.map(({ statusCode }) => statusCode)).toEqual(Array(20).fill(302));
  expect(new Set(results.map(keyOf)).size).toBe(1);
  expect(sources.reduce((sum, source) => sum + source.readBytes(), 0)).toBe(large.byteLength);
  expect(
    functions
      .asked()
      .filter((what) => upload.includes(what))
      .sort(),
  ).toEqual([...upload].sort());
  expect((await functions.left()).keys).toEqual([keyOf(results[0])]);
});

test('who claims it just after its maker has finished finds it, and makes nothing', async () => {
  let claims = 0;
  functions.fail((what) => {
    if (what === 'PUT claim') claims += 1;
    return what === 'PUT claim' && claims === 2 ? { kind: 'stall', milliseconds: 800 } : undefined;
  });
  const [app, sources] = appWith(tagged);
  await Promise.all([ask(app), ask(app)]);
  expect(sources.reduce((sum, source) => sum + source.readBytes(), 0)).toBe(large.byteLength);
  expect(claims).toBeGreaterThan(1);
});

test('when its maker fails, another one of those who wait makes it', async () => {
  const error = breakingOnce();
  const app = {
    fetch() {
      return new Response(sourceOf(large, { error }).stream, { headers: { etag: '"v2"' } });
    },
  };
  const results = await Promise.all([1, 2, 3].map(() => functions.newProcess(app)(apiEvent('/report'), sampleContext)));
  expect(results.map(({ statusCode }) => statusCode).sort()).toEqual([302, 302, 502]);
  expect((await functions.left()).keys).toHaveLength(1);
});

test('in one process too, one who waits takes over from a maker that fails', async () => {
  const error = breakingOnce();
  const process = functions.newProcess({
    fetch() {
      return new Response(sourceOf(large, { error }).stream, { headers: { etag: '"v3"' } });
    },
  });
  const results = await Promise.all([1, 2, 3].map(() => process(apiEvent('/report'), sampleContext)));
  expect(results.map(({ statusCode }) => statusCode).sort()).toEqual([302, 302, 502]);
});

test('a request that waits for a maker that has died gets a 504 in time, and one after the maker’s time makes it', async () => {
  const [app, sources] = appWith(tagged);
  const remaining = (ms: number) => ({ ...sampleContext, getRemainingTimeInMillis: () => ms });
  // It dies: no message about its claim reaches the bucket any more.
  functions.fail((what) =>
    what === 'DELETE claim' || what === 'POST begin' ? { kind: 'refuse', code: 'AccessDenied' } : undefined,
  );
  await functions.newProcess(app)(apiEvent('/report'), remaining(10_000));
  functions.fail(() => undefined);
  const waiting = await functions.newProcess(app)(apiEvent('/report'), remaining(3500));
  expect(waiting.statusCode).toBe(504);
  expect([sources[1]?.readBytes(), sources[1]?.isCancelled()]).toEqual([0, true]);
  functions.advanceSeconds(16);
  expect((await functions.newProcess(app)(apiEvent('/report'), sampleContext)).statusCode).toBe(302);
  expect((await functions.left()).keys).toHaveLength(1);
});

test('a claim whose answer was lost is known as one’s own', async () => {
  let isLost = false;
  functions.fail((what) => {
    if (what !== 'PUT claim' || isLost) return undefined;
    isLost = true;
    return { kind: 'lose-answer' };
  });
  const [app] = appWith(tagged);
  expect((await ask(app)).statusCode).toBe(302);
  expect([isLost, (await functions.left()).keys.length]).toEqual([true, 1]);
});

test('the ETag of one user does not lead another to the first one’s bytes (attack 56)', async () => {
  let content = 'the bytes of A ';
  const app = { fetch: () => new Response(Buffer.alloc(9 * MiB, content), { headers: { etag: '"1"' } }) };
  const ofA = await ask(app, 'session=A');
  content = 'the bytes of B ';
  const ofB = await ask(app, 'session=B');
  expect(keyOf(ofB)).not.toBe(keyOf(ofA));
  expect(await (await fetch(ofB.headers.location ?? '')).text()).toContain('the bytes of B');
});

test('a public response is one object for all clients', async () => {
  const [app] = appWith({ ...tagged, 'cache-control': 'public, max-age=60' });
  expect(keyOf(await ask(app, 'session=B'))).toBe(keyOf(await ask(app, 'session=A')));
});

test('on the next day it is made anew, so that no redirect leads to what is just being removed', async () => {
  const [app] = appWith(tagged);
  const keys = [0, 1].map(async (day) =>
    keyOf(await functions.newProcess(app, day)(apiEvent('/report'), sampleContext)),
  );
  const [today, tomorrow] = await Promise.all(keys);
  expect(tomorrow).not.toBe(today);
});

/** Returns an app with a large response of these headers, and the source of each response that it has given. */
function appWith(headers: Record<string, string>) {
  const sources: Source[] = [];
  const app = {
    fetch() {
      const source = sourceOf(large);
      sources.push(source);
      return new Response(source.stream, { headers });
    },
  };
  return [app, sources] as const;
}

/** Asks a process that has never been asked before. */
function ask(
  app: { fetch(): Response },
  cookie = '',
  { method = 'GET', path = '/report' }: { method?: string; path?: string } = {},
): Promise<LambdaResult> {
  return functions.newProcess(app)(apiEvent(path, { method, cookies: cookie ? [cookie] : [] }), sampleContext);
}

function keyOf(result: LambdaResult | undefined): string {
  return new URL(result?.headers.location ?? '').pathname.replace(/^\/sluice\//, '');
}

/** Only a maker reads a body to its end: the first one that does finds it broken. */
function breakingOnce(): () => Error | undefined {
  let hasBroken = false;
  return () => {
    if (hasBroken) return undefined;
    hasBroken = true;
    return new Error('the first one breaks');
  };
}
