/**
 * Measures the processor time of finding the user of a request: `node --import tsx bench/authenticated.ts`. Exits with
 * 1 when the app's own work takes more than the allowed share of the SDK's for the two calls.
 *
 * `GET /users/me` through the whole app, by cookie and by token. The table is the SDK's real client with answers that
 * are there at once, so its two calls are prepared, signed, read and checked; what they wait for is left out. The same
 * calls alone, and the same app with a table that answers without the SDK, show where the time goes.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newSessionId } from '../src/accounts/sessions/session-store.ts';
import { createSigner } from '../src/accounts/signed-value.ts';
import { newTokenText } from '../src/accounts/tokens/token-text.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies } from '../src/dependencies.ts';
import { createRecords, type Records } from '../src/records/records.ts';
import { hashOf } from '../src/values/hash.ts';
import { newId } from '../src/values/id.ts';
import { median } from './measure.ts';

/** The whole request without the SDK, as a share of the SDK's two calls; measured: 0.2. */
const allowed = 0.4;

const secret = 'a-secret-of-the-bench-that-is-long-enough';
const now = new Date().toISOString();
const later = new Date(Date.now() + 3_600_000).toISOString();
const userId = newId();
const [sessionId, tokenText] = [newSessionId(userId), newTokenText()];
const user = {
  id: userId,
  email: 'ada@example.com',
  username: 'Ada',
  role: 'user',
  isActive: true,
  sessionEpoch: 0,
  tokenEpoch: 0,
} as const;
const session = {
  userId,
  epoch: 0,
  createdAt: now,
  lastUsedAt: now,
  expiresAt: later,
  device: 'Firefox on Linux',
  address: '192.0.2.1',
};
const token = {
  id: hashOf(tokenText),
  userId,
  name: 'x',
  scope: 'read',
  epoch: 0,
  createdAt: now,
  lastUsedAt: now,
} as const;

const config = { ...readConfig({}), sessionSecrets: [secret] };
const base = await createDependencies(config, new URL('../test/support/assets/', import.meta.url));
const viaSdk: Records = createRecords({ documents: cannedDocuments(), name: 'sluice' });
const withoutSdk: Records = {
  ...viaSdk,
  users: { ...viaSdk.users, find: async () => ({ ...user, createdAt: now }) },
  sessions: { ...viaSdk.sessions, find: async () => session },
  tokens: { ...viaSdk.tokens, find: async () => token },
};
const cookie = { cookie: `sluice=${createSigner([secret], 'session').sign(sessionId)}` };
const bearer = { authorization: `Bearer ${tokenText}` };

const measured = {
  'by cookie': await measure(asking(viaSdk, cookie)),
  'by token': await measure(asking(viaSdk, bearer)),
  'by cookie, without the SDK': await measure(asking(withoutSdk, cookie)),
  'by token, without the SDK': await measure(asking(withoutSdk, bearer)),
  'without credentials': await measure(asking(withoutSdk, {})),
  'the two calls alone': await measure(async () => {
    await viaSdk.sessions.find(sessionId);
    await viaSdk.users.find(userId);
  }),
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

/** The SDK's client as `createTable` makes it, with a network that answers at once. */
function cannedDocuments(): DynamoDBDocumentClient {
  const items = new Map<string, object>([
    [`USER#${userId}`, { ...user, createdAt: now }],
    [`SESSION#${hashOf(sessionId)}`, session],
    [`SESSION#${sessionId}`, session],
    [`TOKEN#${token.id}`, token],
  ]);
  const answers = new Map(
    [...items].map(([pk, item]) => [pk, Buffer.from(JSON.stringify({ Item: marshalled(item) }))]),
  );
  const requestHandler = {
    handle: async ({ body }: { body: Uint8Array }) => {
      const { pk } = JSON.parse(Buffer.from(body).toString()).Key;
      return {
        response: {
          statusCode: 200,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: answers.get(pk.S),
        },
      };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench-secret' };
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials,
    requestHandler,
  });
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** Texts, numbers and truth values as DynamoDB writes them. */
function marshalled(item: object): Record<string, unknown> {
  const type = (value: unknown) =>
    typeof value === 'number' ? { N: String(value) } : typeof value === 'boolean' ? { BOOL: value } : { S: value };
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, type(value)]));
}
