import type { Person } from './review-record.ts';

/** A link by which people without an account fetch a file, or all files of a submission. */
export interface ShareRecord {
  /** The hash of the link's secret: the table's content opens no link. */
  readonly id: string;
  readonly submissionId: string;
  /** The form of the submission, whose terms bound it. */
  readonly form: string;
  /** The file; absent for all files of the submission. */
  readonly fileId?: string;
  readonly maker: Person;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The hash of its password, as those of users are stored. */
  readonly passwordHash?: string;
  /** The most times that people may open it. */
  readonly maxUses?: number;
  /** The times that people have opened it. */
  readonly uses: number;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

/** One use of a link. It names no person: the app does not know who has the link. */
export interface ShareUse {
  readonly at: string;
  /** The file that was asked for first; absent for a use that only opened the link. */
  readonly fileId?: string;
  /** The kind of the client, such as `Firefox on Windows` or `curl`. */
  readonly client: string;
}
