import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { createUpstreams } from '../../src/upstream/upstream.ts';
import { asking, readAll } from './asking.ts';
import { samples } from './bodies.ts';
import { type FakeUpstream, listen } from './fake-upstream.ts';

/** A key and a certificate for localhost that sign for nothing else, valid until 2126. */
const pem = readFileSync(new URL('./localhost.pem', import.meta.url));
const trusted = getCACertificates();
afterEach(() => setDefaultCACertificates(trusted));

const bodies = Object.values(samples).map(({ bytes }) => bytes);

/** Answers `/v1/{number}` with the sample of this number. */
async function startSecure(): Promise<FakeUpstream> {
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    response.end(bodies[Number(request.url?.split('/').at(-1))]);
  });
  const fake = await listen(server);
  onTestFinished(() => fake.close());
  return fake;
}

function overTls(fake: FakeUpstream, host: string) {
  const url = `https://${host}:${new URL(fake.origin).port}/v1`;
  return createUpstreams({ reports: fake.config({ url }) }).get('reports');
}

it('GET of an upstream on TLS, passes bodies on unchanged over kept connections', async () => {
  setDefaultCACertificates([pem.toString()]);
  const upstream = overTls(await startSecure(), 'localhost');
  for (const [number, bytes] of bodies.entries()) {
    const answer = await upstream?.fetch(asking(`/${number}`));
    expect((await readAll(answer?.body ?? null)).equals(bytes)).toBe(true);
  }
});

it.each([
  ['a certificate of another name', '127.0.0.1', true],
  ['a certificate without a trusted issuer', 'localhost', false],
])('GET of an upstream on TLS, %s, fails', async (_what, host, isTrusted) => {
  if (isTrusted) setDefaultCACertificates([pem.toString()]);
  const upstream = overTls(await startSecure(), host);
  await expect(upstream?.fetch(asking('/1'))).rejects.toMatchObject({ problem: { kind: 'upstream-failed' } });
});
