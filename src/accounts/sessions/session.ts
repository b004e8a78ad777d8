import type { Ports } from '../../ports.ts';
import type { SessionRecord } from '../../records/session-records.ts';

/** A session as its owner sees it. */
export type Session = Pick<SessionRecord, 'createdAt' | 'lastUsedAt' | 'expiresAt' | 'device' | 'address'> & {
  readonly id: string;
};

/** Lists the active sessions of a user, the one used last first. */
export async function listSessions({ records, clock }: Ports, userId: string): Promise<Session[]> {
  const { sessionEpoch = 0 } = (await records.users.find(userId)) ?? {};
  const now = clock().toISOString();
  const inForce = await records.sessions.list(
    userId,
    ({ endedAt, expiresAt, epoch }) => !endedAt && expiresAt > now && epoch === sessionEpoch,
  );
  return inForce
    .sort((one, other) => other.lastUsedAt.localeCompare(one.lastUsedAt))
    .map(({ idHash, createdAt, lastUsedAt, expiresAt, device, address }) => ({
      id: idHash,
      createdAt,
      lastUsedAt,
      expiresAt,
      device,
      address,
    }));
}

/** Ends a session of a user; `false` when it is not theirs or does not exist. */
export function endSession({ records, clock }: Ports, userId: string, id: string): Promise<boolean> {
  return records.sessions.end(id, userId, clock().toISOString());
}

/** Ends all sessions of a user in one write, including one that begins at this very moment. */
export async function endAllSessions({ records }: Ports, userId: string): Promise<void> {
  await records.users.change(userId, {}, { add: { sessionEpoch: 1 } });
}
