import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { newSessionId } from '../src/accounts/sessions/session-store.ts';
import { createSigner } from '../src/accounts/signed-value.ts';
import { newTokenText } from '../src/accounts/tokens/token-text.ts';
import { createRecords, type Records } from '../src/records/records.ts';
import { hashOf } from '../src/values/hash.ts';
import { newId } from '../src/values/id.ts';

const now = new Date().toISOString();
const later = new Date(Date.now() + 3_600_000).toISOString();
export const userId = newId();
export const [sessionId, tokenText] = [newSessionId(userId), newTokenText()];
/** A user with a session and an API token, as the table keeps them. */
export const user = {
  createdAt: now,
  id: userId,
  email: 'ada@example.com',
  username: 'Ada',
  role: 'user',
  isActive: true,
  sessionEpoch: 0,
  tokenEpoch: 0,
} as const;
export const session = {
  userId,
  epoch: 0,
  createdAt: now,
  lastUsedAt: now,
  expiresAt: later,
  device: 'Firefox on Linux',
  address: '192.0.2.1',
};
export const token = {
  id: hashOf(tokenText),
  userId,
  name: 'x',
  scope: 'read',
  epoch: 0,
  createdAt: now,
  lastUsedAt: now,
} as const;

/** The records of the app by the SDK's real client, with answers that are there at once: it waits for no network. */
export const recordsBySdk: Records = createRecords({ documents: cannedDocuments(), name: 'sluice' });

/** Makes the two calls of a signed-in request alone. */
export async function findSessionAndUser(): Promise<void> {
  await recordsBySdk.sessions.find(sessionId);
  await recordsBySdk.users.find(userId);
}

/** Returns the session cookie of the user, signed with this secret. */
export function sessionCookieOf(secret: string): string {
  return `sluice=${createSigner([secret], 'session').sign(sessionId)}`;
}

/** The SDK's client as `createTable` makes it, with a network that answers at once. */
function cannedDocuments(): DynamoDBDocumentClient {
  const items = new Map<string, object>([
    [`USER#${userId}`, user],
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
