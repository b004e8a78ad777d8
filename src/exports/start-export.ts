import type { User } from '../accounts/users/user.ts';
import { formNotFound } from '../forms/registry.ts';
import type { Language } from '../messages/language.ts';
import { message } from '../messages/message.ts';
import { handOver } from '../outbox/outbox.ts';
import { Problem } from '../problems/problem.ts';
import type { ExportedSubmissions, ExportKind, ExportRecord } from '../records/export-record.ts';
import { newId } from '../values/id.ts';
import { planJob } from './end-export.ts';
import { endOfExport, runningLimits } from './export-limits.ts';
import { type ExportPorts, mayExport } from './export-rights.ts';

/** An export that a user asks for. */
export interface ExportRequest {
  readonly what: ExportedSubmissions;
  readonly kind: ExportKind;
  /** The language of its texts. */
  readonly language: Language;
  readonly requestId?: string | undefined;
}

/** The seconds after which a place among the running exports is likely to be free. */
const retryAfterSeconds = 60;

/** Starts an export: a job makes it. A user has few at a time, and so has the deployment. */
export async function startExport(
  ports: ExportPorts,
  user: User,
  { what, kind, language, requestId }: ExportRequest,
): Promise<ExportRecord | Problem> {
  if ('submissionId' in what && kind !== 'zip') return new Problem('invalid', 'export-zip-only');
  if (!(await mayExport(ports, user, what))) return notAllowed(ports, what);
  const now = ports.clock();
  const record = {
    id: newId(),
    user: { id: user.id, username: user.username },
    ...{ role: user.role, language, what, kind },
    name: await nameOf(ports, what, now),
    state: 'planning',
    attempt: 1,
    createdAt: now.toISOString(),
    expiresAt: endOfExport(now),
    counts: { submissions: 0, files: 0, missing: 0, bytes: 0 },
    ...{ volumes: [], workKeys: [], changedKeys: [] },
  } as const;
  const job = planJob(record, now, requestId);
  const started = await ports.records.exports.start(record, job, runningLimits);
  if (started === 'own-limit')
    return new Problem('limit-reached', message('export-limit-own', { max: runningLimits.own }), { retryAfterSeconds });
  if (started === 'shared-limit') return new Problem('limit-reached', 'export-limit-shared', { retryAfterSeconds });
  await handOver(ports, [job]);
  return started;
}

function notAllowed({ forms }: ExportPorts, what: ExportedSubmissions): Problem {
  if ('submissionId' in what) return new Problem('not-found', 'no-such-submission');
  return forms.has(what.form) ? new Problem('not-allowed', 'reviewers-only') : formNotFound();
}

/** Returns the name of an export's files: that of the form, with the number of the submission or the day. */
async function nameOf({ records }: ExportPorts, what: ExportedSubmissions, now: Date): Promise<string> {
  if ('form' in what) return `${what.form}-${now.toISOString().slice(0, 10)}`;
  const submission = await records.submissions.find(what.submissionId);
  return submission ? `${submission.form}-${submission.number}` : what.submissionId;
}
