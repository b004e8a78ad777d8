import { createHash } from 'node:crypto';
import type { SessionData, Store } from 'hono-sessions';
import type { Outside } from '../outside.ts';
import type { SessionSeal } from './session-seal.ts';

/** What is kept in a session: who it is. Everything else is looked up. */
export interface SessionContent {
  userId: string;
}

/** A session ends when it was not used for this long, and at the latest this long after sign-in (OWASP ASVS 5.0, 7.3). */
export const idleHours = 12;
export const absoluteDays = 7;

/** A session's last use is written at most this often: reading a page is no reason for a write. */
const extendAfterMinutes = 5;

/** A new cookie to give out, one to take back, or nothing. */
export type SessionChange = { cookie: string } | 'ended' | undefined;

const hourMs = 3_600_000;

/**
 * hono-sessions' store in the table, for one request. It mends what the library leaves open:
 * - an anonymous visitor is never stored;
 * - ids are sealed in the cookie and hashed in the table, so that made-up ids cost no look-up and reading the table opens no session;
 * - a session that was ended stays ended, although a slow request still writes it back;
 * - a table that cannot be reached is an outage and not an anonymous visitor: `createSession`, which the library calls then, raises it again.
 */
export class SessionStore implements Store {
  readonly #outside: Outside;
  readonly #seal: SessionSeal;
  #failure: unknown;
  /** The session that this request came with. */
  #current: { id: string; createdAt: string; lastUsedAt: string } | undefined;
  #change: SessionChange;

  constructor(outside: Outside, seal: SessionSeal) {
    this.#outside = outside;
    this.#seal = seal;
  }

  /** What the answer's cookie must say: the library itself would set it on every answer. */
  get change(): SessionChange {
    return this.#change;
  }

  async getSessionById(cookie = ''): Promise<SessionData | undefined> {
    const id = this.#seal.open(cookie);
    if (id === undefined) return undefined;
    try {
      const session = await this.#outside.records.sessions.find(hashId(id));
      if (!session || session.endedAt || Date.parse(session.expiresAt) <= this.#now()) return undefined;
      this.#current = { id, createdAt: session.createdAt, lastUsedAt: session.lastUsedAt };
      return {
        _data: { userId: { value: session.userId, flash: false } },
        _expire: null,
        _delete: false,
        _accessed: null,
      };
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  async createSession(id: string, session: SessionData): Promise<void> {
    if (this.#failure) throw this.#failure;
    const userId = userIdOf(session);
    if (userId === undefined) return;
    const now = this.#timestamp();
    await this.#outside.records.sessions.add(hashId(id), {
      userId,
      createdAt: now,
      lastUsedAt: now,
      expiresAt: expiry(now, now),
    });
    this.#change = { cookie: this.#seal.seal(id) };
  }

  async persistSessionData(): Promise<void> {
    if (this.#current === undefined) return;
    const { id, createdAt, lastUsedAt } = this.#current;
    if (this.#now() - Date.parse(lastUsedAt) < extendAfterMinutes * 60_000) return;
    const now = this.#timestamp();
    await this.#outside.records.sessions.extend(hashId(id), now, expiry(createdAt, now));
  }

  async deleteSession(): Promise<void> {
    this.#change = 'ended';
    // An anonymous visitor's session, which sign-in rotates away, was never stored.
    if (this.#current !== undefined)
      await this.#outside.records.sessions.end(hashId(this.#current.id), this.#timestamp());
  }

  #timestamp(): string {
    return new Date(this.#now()).toISOString();
  }

  #now(): number {
    return this.#outside.clock().getTime();
  }
}

function hashId(id: string): string {
  return createHash('sha256').update(id).digest('base64url');
}

function userIdOf(session: SessionData): string | undefined {
  const value: unknown = session._data.userId?.value;
  return typeof value === 'string' ? value : undefined;
}

function expiry(createdAt: string, lastUsedAt: string): string {
  const idle = Date.parse(lastUsedAt) + idleHours * hourMs;
  const absolute = Date.parse(createdAt) + absoluteDays * 24 * hourMs;
  return new Date(Math.min(idle, absolute)).toISOString();
}
