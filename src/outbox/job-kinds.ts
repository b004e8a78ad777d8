import * as z from 'zod';

/** The arguments of a kind of job. Their version rises with each change that an older worker could not read. */
interface JobKindShape {
  readonly version: number;
  readonly args: z.ZodType<Record<string, unknown>>;
}

/** The plan of an export that a job works on. Jobs of an earlier plan change nothing. */
const ofExport = { exportId: z.string(), attempt: z.int() };

/** The kinds of jobs and what each one is told. Their work is in `src/jobs/`, in one file each. */
export const jobKinds = {
  /** Carries out one decision about many submissions. */
  bulk: { version: 1, args: z.object({ bulkId: z.string() }) },
  /** Stores the CRC-32 of files that have none. */
  crc: { version: 1, args: z.object({ submissionId: z.string() }) },
  /** Removes what is left of a deleted submission: its bytes, its history and its places in the index. */
  delete: { version: 1, args: z.object({ submissionId: z.string() }) },
  /** Removes the uploads of a user that expired without a submission. */
  expire: { version: 1, args: z.object({ userId: z.string() }) },
  /** Makes the objects of an export whose parts have been sent. */
  'export-finish': { version: 1, args: z.object(ofExport) },
  /** Freezes the list of an archive and lays out its bytes. */
  'export-plan': { version: 1, args: z.object(ofExport) },
  /** Sends some parts of an archive. */
  'export-range': { version: 1, args: z.object({ ...ofExport, range: z.int() }) },
  /** Writes a table of values. */
  'export-rows': { version: 1, args: z.object(ofExport) },
  /** Takes a submission into the index of its form. */
  index: { version: 1, args: z.object({ submissionId: z.string() }) },
  /** Takes all submissions of a form into its index, after a change of the form. */
  reindex: { version: 1, args: z.object({ form: z.string() }) },
  /** Makes the pictures by which pages show the files of a submission. */
  preview: { version: 1, args: z.object({ submissionId: z.string() }) },
  /** Takes the bytes of an infected file out of the bucket's reach, and tells about it in the history. */
  quarantine: { version: 1, args: z.object({ fileId: z.string() }) },
  /** Counts the submissions and files of a form, and corrects the counters of their states. */
  recount: { version: 1, args: z.object({ form: z.string() }) },
  /** Deletes the submissions that a form keeps no longer. */
  retire: { version: 1, args: z.object({ form: z.string() }) },
  /** Has the files of a submission scanned, and sees to it that each gets a verdict. */
  scan: { version: 1, args: z.object({ submissionId: z.string() }) },
} as const satisfies Record<string, JobKindShape>;

export type JobKind = keyof typeof jobKinds;

export type JobArgs<Kind extends JobKind> = z.infer<(typeof jobKinds)[Kind]['args']>;

/** True when this version of the app knows the kind of a message. */
export function isJobKind(kind: string): kind is JobKind {
  return Object.hasOwn(jobKinds, kind);
}
