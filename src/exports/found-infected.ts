import type { Ports } from '../ports.ts';
import type { ExportRecord } from '../records/export-record.ts';
import { dayMs } from '../values/duration.ts';
import { foundKeysOf } from './export-keys.ts';
import { readFoundLines } from './found-submission.ts';

/** The findings that are looked through at a time. */
const pageSize = 100;

/** A verdict has the time of its scan, and may arrive this much later. */
const latestMs = dayMs;

/**
 * True when a scan has found malware in a file of an archive since the archive was planned. Without any finding since
 * then, which is the rule, it costs one call.
 */
export async function holdsInfected(ports: Ports, record: ExportRecord): Promise<boolean> {
  const infected = await findInfectedSince(ports, new Date(Date.parse(record.createdAt) - latestMs));
  if (infected.size === 0) return false;
  for (const key of foundKeysOf(record)) {
    const lines = await ports.bucket.exports.read(key);
    if (!lines) continue;
    for (const { files } of readFoundLines(lines))
      if (files.some(({ id, found }) => typeof found !== 'string' && infected.has(id))) return true;
  }
  return false;
}

async function findInfectedSince({ records }: Ports, time: Date): Promise<ReadonlySet<string>> {
  const infected = new Set<string>();
  let after: string | undefined;
  do {
    const { findings, next } = await records.findings.list(pageSize, after);
    const recent = findings.filter(({ at }) => at >= time.toISOString());
    const uploads = await records.uploads.findAll(recent.map(({ fileId }) => fileId));
    for (const upload of uploads) if (upload?.scan?.state === 'infected') infected.add(upload.id);
    after = recent.length === findings.length ? (next ?? undefined) : undefined;
  } while (after !== undefined);
  return infected;
}
