import type { ProbeResult } from '../health/probe.ts';
import { createBulkRecords } from './bulk-records.ts';
import { createCountRecords } from './count-records.ts';
import { createDeletionRecords } from './deletion-records.ts';
import { createDraftRecords } from './draft-records.ts';
import { createExportRecords } from './export-records.ts';
import { createIdentityRecords } from './identity-records.ts';
import { createJobRecords } from './job-records.ts';
import { createPasswordLinkRecords } from './password-link-records.ts';
import { probeTable } from './probe-table.ts';
import { createRateRecords } from './rate-records.ts';
import { createReviewRecords } from './review-records.ts';
import { createSessionRecords } from './session-records.ts';
import { createShareRecords } from './share-records.ts';
import { createSubmissionIndex } from './submission-index.ts';
import { createSubmissionRecords } from './submission-records.ts';
import type { Table } from './table.ts';
import { createTokenRecords } from './token-records.ts';
import { createUploadRecords } from './upload-records.ts';
import { createUserRecords } from './user-records.ts';
import { createVersionRecords } from './version-records.ts';

/** The stores of everything in the table, by kind. Every method may throw `TableUnavailable`. */
export type Records = ReturnType<typeof createRecords>;

/** Creates the stores of this table; the first call opens the connection. */
export function createRecords(table: Table) {
  return {
    /** Probes the table, with the permissions of the app. */
    probe: (signal?: AbortSignal): Promise<ProbeResult> => probeTable(table, signal),
    users: createUserRecords(table),
    sessions: createSessionRecords(table),
    tokens: createTokenRecords(table),
    passwordLinks: createPasswordLinkRecords(table),
    identities: createIdentityRecords(table),
    uploads: createUploadRecords(table),
    submissions: createSubmissionRecords(table),
    reviews: createReviewRecords(table),
    index: createSubmissionIndex(table),
    bulks: createBulkRecords(table),
    deletions: createDeletionRecords(table),
    counts: createCountRecords(table),
    drafts: createDraftRecords(table),
    versions: createVersionRecords(table),
    rates: createRateRecords(table),
    jobs: createJobRecords(table),
    exports: createExportRecords(table),
    shares: createShareRecords(table),
  };
}
