/**
 * Measures the processor time of finding the user of a request: `node --import tsx bench/authenticated.ts`. Exits with
 * 1 when the app's own work takes more than the allowed share of the SDK's for the two calls.
 *
 * `GET /users/me` through the whole app, by cookie and by token. The table is the SDK's real client with answers that
 * are there at once, so its two calls are prepared, signed, read and checked; what they wait for is left out. The same
 * calls alone, and the same app with a table that answers without the SDK, show where the time goes.
 */
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies } from '../src/dependencies.ts';
import type { Records } from '../src/records/records.ts';
import { findSessionAndUser, recordsBySdk, session, sessionCookieOf, token, tokenText, user } from './canned-user.ts';
import { median } from './measure.ts';

/** The whole request without the SDK, as a share of the SDK's two calls; measured: 0.2. */
const allowed = 0.4;

const secret = 'a-secret-of-the-bench-that-is-long-enough';
const config = { ...readConfig({}), sessionSecrets: [secret] };
const base = await createDependencies(config, new URL('../test/support/assets/', import.meta.url));
const withoutSdk: Records = {
  ...recordsBySdk,
  users: { ...recordsBySdk.users, find: async () => user },
  sessions: { ...recordsBySdk.sessions, find: async () => session },
  tokens: { ...recordsBySdk.tokens, find: async () => token },
};
const cookie = { cookie: sessionCookieOf(secret) };
const bearer = { authorization: `Bearer ${tokenText}` };

const measured = {
  'by cookie': await measure(asking(recordsBySdk, cookie)),
  'by token': await measure(asking(recordsBySdk, bearer)),
  'by cookie, without the SDK': await measure(asking(withoutSdk, cookie)),
  'by token, without the SDK': await measure(asking(withoutSdk, bearer)),
  'without credentials': await measure(asking(withoutSdk, {})),
  'the two calls alone': await measure(findSessionAndUser),
};
for (const [what, micros] of Object.entries(measured))
  console.log(`${what.padEnd(28)} ${micros.toFixed(0).padStart(5)} µs`);

const own = Math.max(measured['by cookie, without the SDK'], measured['by token, without the SDK']);
const ratio = own / measured['the two calls alone'];
console.log(`Without the SDK it takes ${ratio.toFixed(2)} of the SDK's two calls; ${allowed} are allowed.`);
process.exitCode = ratio <= allowed ? 0 : 1;

function asking(records: Records, headers: Record<string, string>): () => Promise<void> {
  const app = createApp({ ...base, records, log: { info: () => {}, error: console.error } });
  const expected = Object.keys(headers).length > 0 ? 200 : 401;
  return async () => {
    const response = await app.request('http://localhost:3000/users/me', { headers });
    await response.text();
    if (response.status !== expected) throw new Error(`Answered with ${response.status}.`);
  };
}

/** The median of many short rounds: the processor is shared, and its own noise is not ours. */
async function measure(ask: () => Promise<void>): Promise<number> {
  const [rounds, callsPerRound] = [60, 50];
  for (let warmUp = 0; warmUp < 3000; warmUp++) await ask();
  const perCall: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    for (let call = 0; call < callsPerRound; call++) await ask();
    const { user: inUser, system } = process.cpuUsage(before);
    perCall.push((inUser + system) / callsPerRound);
  }
  return median(perCall);
}
