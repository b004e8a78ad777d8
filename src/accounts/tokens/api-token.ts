import { message } from '../../messages/message.ts';
import type { Ports } from '../../ports.ts';
import { TableUnavailable } from '../../problems/errors.ts';
import { Problem } from '../../problems/problem.ts';
import type { TokenForm, TokenLimits, TokenRecord } from '../../records/token-records.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { dayMs, minuteMs } from '../../values/duration.ts';
import { hashOf } from '../../values/hash.ts';
import type { Scope } from '../roles.ts';
import { actingUser } from '../scopes.ts';
import { toUser, type User } from '../users/user.ts';
import { isTokenText, newTokenText } from './token-text.ts';

/** A token as its owner sees it, without its text. */
export type ApiToken = Pick<TokenRecord, 'id' | 'name' | 'scope' | 'createdAt' | 'expiresAt' | 'lastUsedAt'>;

/** The number of tokens that a user can have: enough for every machine, few enough for one page. */
export const maxTokens = 50;

/** The shortest time between two writes of a token's last use. */
const noteUseAfterMs = 5 * minuteMs;

/** The time for which one form of the page makes at most one token. */
const formLifetimeMs = dayMs;

/** The fields of a new token. Without `expiresInDays` it does not expire. */
export interface NewApiToken {
  readonly name: string;
  readonly scope: Scope;
  readonly expiresInDays?: number | undefined;
  /** The key of a form that a browser may send again: the same key makes no second token. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Makes a token and returns its text, which the app never shows again; the table gets the hash. The limit holds for any
 * number of simultaneous requests: a token is written *before* the user's are counted, and removed again when there are
 * too many. At the very limit, the app may therefore reject more simultaneous requests than necessary.
 */
export async function makeToken(
  ports: Ports,
  userId: string,
  { name, scope, expiresInDays, idempotencyKey }: NewApiToken,
): Promise<{ token: ApiToken; text: string } | Problem> {
  const { records, clock } = ports;
  const user = await records.users.find(userId);
  if (!user?.isActive) return new Problem('not-allowed', 'user-inactive');
  const text = newTokenText();
  const now = clock();
  const expiresAt = expiresInDays && new Date(now.getTime() + expiresInDays * dayMs).toISOString();
  const token: TokenRecord = {
    id: hashOf(text),
    userId,
    name,
    scope,
    epoch: user.tokenEpoch ?? 0,
    madeAs: user.role,
    createdAt: now.toISOString(),
    ...(expiresAt && { expiresAt }),
  };
  const form = idempotencyKey === undefined ? undefined : formOf(idempotencyKey, now);
  if (!(await records.tokens.add(token, form))) return tokenAlreadyCreated();
  let isWithinLimit = false;
  try {
    isWithinLimit = (await records.tokens.count(userId, (one) => isLive(ports, user, one))) <= maxTokens;
  } finally {
    if (!isWithinLimit) await records.tokens.undoAdd(token, form);
  }
  if (!isWithinLimit) return new Problem('limit-reached', message('too-many-tokens', { max: maxTokens }));
  return { token, text };
}

/**
 * Returns a token's user and scope, or `undefined` for a text that is no valid token. A text in another form than a
 * token's costs no look-up.
 * @param readAhead called once the token is known to exist, to read something else beside its user
 */
export async function findTokenUser(
  ports: Ports,
  text: string,
  readAhead?: (userId: string) => unknown,
): Promise<{ user: User; scope: Scope } | undefined> {
  const { records } = ports;
  if (!isTokenText(text)) return undefined;
  const token = await records.tokens.find(hashOf(text));
  if (!token) return undefined;
  readAhead?.(token.userId);
  const user = await records.users.find(token.userId);
  if (!user?.isActive || !isLive(ports, user, token)) return undefined;
  await noteUse(ports, token);
  // A token that was made at an unlocked screen gains no rights when its user becomes an admin.
  const { scope, madeAs = user.role } = token;
  const role = madeAs === 'admin' ? user.role : 'user';
  return { user: actingUser({ ...toUser(user), role }, scope), scope };
}

/**
 * Lists the tokens of a user that are still valid, newest first. It lists all, because a token that is not listed could
 * not be revoked.
 */
export async function listTokens(ports: Ports, userId: string): Promise<ApiToken[]> {
  const { records } = ports;
  const [user, tokens] = await Promise.all([records.users.find(userId), records.tokens.list(userId)]);
  return tokens
    .filter((token) => user && isLive(ports, user, token))
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}

function formOf(idempotencyKey: string, now: Date): TokenForm {
  return { idempotencyKey, expiresAt: new Date(now.getTime() + formLifetimeMs).toISOString() };
}

/** The problem of a form that is sent twice. The app cannot show the text again, since only its hash is stored. */
function tokenAlreadyCreated(): Problem {
  return new Problem('conflict', 'token-made-before');
}

/** True when a token is valid: it has not expired, and its user's tokens were not ended since. */
function isLive({ clock }: Ports, { tokenEpoch = 0 }: UserRecord, { epoch, expiresAt }: TokenLimits): boolean {
  return epoch === tokenEpoch && (expiresAt === undefined || Date.parse(expiresAt) > clock().getTime());
}

async function noteUse({ records, clock }: Ports, { id, lastUsedAt }: TokenRecord): Promise<void> {
  const now = clock();
  if (lastUsedAt !== undefined && now.getTime() - Date.parse(lastUsedAt) < noteUseAfterMs) return;
  try {
    await records.tokens.use(id, now.toISOString());
  } catch (error) {
    // The token is valid, and the request needs nothing else. The next request notes its use instead.
    if (!(error instanceof TableUnavailable)) throw error;
  }
}
