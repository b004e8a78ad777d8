import type { JobKind } from '../outbox/job-kinds.ts';
import { storeCrc } from './crc.ts';
import { expireUploads } from './expire.ts';
import type { RunJob } from './job-run.ts';
import { recountForm } from './recount.ts';

/** The work of each kind of job. */
export const jobs: { readonly [Kind in JobKind]: RunJob<Kind> } = {
  crc: storeCrc,
  expire: expireUploads,
  recount: recountForm,
};
