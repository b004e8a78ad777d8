import type { SessionData, Store } from 'hono-sessions';
import type { Ports } from '../../ports.ts';
import { TableUnavailable } from '../../problems/errors.ts';
import type { SessionRecord } from '../../records/session-records.ts';
import { dayMs, hourMs, minuteMs } from '../../values/duration.ts';
import { hashOf } from '../../values/hash.ts';
import { newId } from '../../values/id.ts';
import type { Signer } from '../signed-value.ts';
import { toUser, type User } from '../users/user.ts';

/**
 * The stored content of a session: the user's id and the `sessionEpoch` of the sign-in. Everything else is looked up.
 */
export interface SessionContent {
  userId: string;
  epoch: number;
}

/** The client of a request, as the list of sessions shows it. */
export interface SessionClient {
  readonly device: string;
  readonly address: string;
}

/** The time without use after which a session ends (OWASP ASVS 5.0, 7.3.1). */
export const idleHours = 12;

/** The time after sign-in at which a session ends, even when it is in use (OWASP ASVS 5.0, 7.3.2). */
export const absoluteDays = 7;

/** The shortest time between two writes of a session's last use: reading a page is no reason for a write. */
const extendAfterMinutes = 5;

/** The new session cookie of a response, the removal of one, or no change. */
export type SessionChange = { cookie: string } | 'ended' | undefined;

/** The length of an id from `newId`. */
const secretLength = 24;

/**
 * A store for hono-sessions in the table, for one request. It adds what the library leaves open:
 * - an anonymous visitor is never stored;
 * - ids have 144 random bits (OWASP ASVS 5.0, 7.2.3, asks for 128; the library's own have 122), are signed in the
 *   cookie and hashed in the table, so that made-up ids cost no look-up and reading the table opens no session;
 * - a session that was ended stays ended, although a slow request still writes it back;
 * - a table that cannot be reached is an outage and not an anonymous visitor: `createSession`, which the library calls
 *   then, throws the error again.
 */
export class SessionStore implements Store {
  readonly #ports: Ports;
  readonly #signer: Signer;
  readonly #place: () => SessionClient;
  readonly #readAhead: ((userId: string) => unknown) | undefined;
  #failure: unknown;
  /** The session that this request came with. */
  #current: { idHash: string; record: SessionRecord; user: User } | undefined;
  #change: SessionChange;

  /** @param readAhead called for a cookie that the app has signed, to read something else beside session and user */
  constructor(ports: Ports, signer: Signer, place: () => SessionClient, readAhead?: (userId: string) => unknown) {
    this.#ports = ports;
    this.#signer = signer;
    this.#place = place;
    this.#readAhead = readAhead;
  }

  /** The change to the response's session cookie. The library itself would set the cookie on every response. */
  get change(): SessionChange {
    return this.#change;
  }

  /** The session of this request and its user. */
  get current(): { idHash: string; user: User } | undefined {
    return this.#current;
  }

  async getSessionById(cookie = ''): Promise<SessionData | undefined> {
    const id = this.#signer.verify(cookie);
    if (id === undefined) return undefined;
    try {
      const { sessions, users } = this.#ports.records;
      const idHash = hashOf(id);
      this.#readAhead?.(userIdIn(id));
      const [record, user] = await Promise.all([sessions.find(idHash), users.find(userIdIn(id))]);
      if (!record || record.endedAt || Date.parse(record.expiresAt) <= this.#now()) return undefined;
      if (!user?.isActive || user.id !== record.userId || (user.sessionEpoch ?? 0) !== record.epoch) return undefined;
      this.#current = { idHash, record, user: toUser(user) };
      const value = (given: string | number) => ({ value: given, flash: false });
      return {
        _data: { userId: value(record.userId), epoch: value(record.epoch) },
        _expire: null,
        _delete: false,
        _accessed: null,
      };
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  async createSession(_id: string, session: SessionData): Promise<void> {
    if (this.#failure) throw this.#failure;
    const content = contentOf(session);
    if (content === undefined) return;
    const id = newSessionId(content.userId);
    const now = this.#timestamp();
    const endsAt = latestEnd(now);
    const use = { lastUsedAt: now, expiresAt: expiry(now, now), ...this.#place() };
    await this.#ports.records.sessions.add(hashOf(id), { ...content, createdAt: now, ...use }, endsAt);
    this.#change = { cookie: this.#signer.sign(id) };
  }

  async persistSessionData(): Promise<void> {
    if (this.#current === undefined) return;
    const { idHash, record } = this.#current;
    if (this.#now() - Date.parse(record.lastUsedAt) < extendAfterMinutes * minuteMs) return;
    const now = this.#timestamp();
    const use = { lastUsedAt: now, expiresAt: expiry(record.createdAt, now), ...this.#place() };
    try {
      await this.#ports.records.sessions.extend(idHash, use);
    } catch (error) {
      // The request itself has succeeded. The next request notes the session's use instead.
      if (!(error instanceof TableUnavailable)) throw error;
    }
  }

  async deleteSession(): Promise<void> {
    this.#change = 'ended';
    // An anonymous visitor's session, which sign-in rotates away, was never stored.
    if (this.#current === undefined) return;
    const { idHash, user } = this.#current;
    await this.#ports.records.sessions.end(idHash, user.id, this.#timestamp());
  }

  #timestamp(): string {
    return new Date(this.#now()).toISOString();
  }

  #now(): number {
    return this.#ports.clock().getTime();
  }
}

/**
 * Returns a new session id, which begins with the id of its user. Session and user can then be read at the same moment:
 * a signed-in request waits for the table once and not twice. The rest of the id is the secret.
 */
export function newSessionId(userId: string): string {
  return userId + newId();
}

function userIdIn(id: string): string {
  return id.slice(0, -secretLength);
}

function contentOf({ _data }: SessionData): SessionContent | undefined {
  const userId: unknown = _data.userId?.value;
  const epoch: unknown = _data.epoch?.value;
  return typeof userId === 'string' && typeof epoch === 'number' ? { userId, epoch } : undefined;
}

function expiry(createdAt: string, lastUsedAt: string): string {
  const idle = Date.parse(lastUsedAt) + idleHours * hourMs;
  return new Date(Math.min(idle, Date.parse(latestEnd(createdAt)))).toISOString();
}

function latestEnd(createdAt: string): string {
  return new Date(Date.parse(createdAt) + absoluteDays * dayMs).toISOString();
}
