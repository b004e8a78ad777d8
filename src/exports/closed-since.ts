import { isScanned, isStricter, scanRuleOf } from '../forms/scan-rule.ts';
import { Problem } from '../problems/problem.ts';
import type { ExportRecord } from '../records/export-record.ts';
import type { ScanState } from '../records/scan-record.ts';
import { gateFor } from '../submissions/file-gate.ts';
import { dayMs } from '../values/duration.ts';
import { foundKeysOf } from './export-keys.ts';
import type { ExportPorts } from './export-rights.ts';
import { readFoundLines } from './found-submission.ts';
import { includedFiles, lacksNothing } from './read-gates.ts';

/** The findings that are looked through at a time. */
const pageSize = 100;

/** Findings of earlier versions have the time of the scan, and clocks differ. */
const latestMs = dayMs;

/** Returns the form of an archive's files, and its rule of now. An archive without files has none. */
export async function openByNow({ forms, scanner, records }: ExportPorts, { what, counts, kind }: ExportRecord) {
  if (kind !== 'zip' || counts.files === 0) return undefined;
  const form = 'form' in what ? what.form : (await records.submissions.find(what.submissionId))?.form;
  return form === undefined ? undefined : { form, rule: scanRuleOf(forms.get(form), scanner?.name) };
}

/**
 * Returns why the files of a ready export may not leave any more. A scan has closed one, or the rule for them has become
 * stricter. Without any finding since the export began, which is the rule, it costs one call.
 *
 * An export that does not say by which rule it was made, or whose files are not listed, does not leave where anything
 * scans.
 */
export async function closedSince(ports: ExportPorts, record: ExportRecord): Promise<Problem | undefined> {
  if (record.kind !== 'zip' || record.counts.files === 0) return undefined;
  if (!isJudgedAlike(ports, record)) return new Problem('gone', 'export-to-make-again');
  const closed = await findClosedSince(ports, record);
  if (closed.size === 0) return undefined;
  const states = await statesWithin(ports, record, closed);
  if (states === 'unknown') return new Problem('gone', 'export-to-make-again');
  if (states.size === 0) return undefined;
  return new Problem('gone', states.has('infected') ? 'export-holds-malware' : 'export-to-make-again');
}

function isJudgedAlike({ forms, scanner }: ExportPorts, { openBy }: ExportRecord): boolean {
  if (!openBy) return scanner === undefined && ![...forms.values()].some((form) => isScanned(form, undefined));
  return !isStricter(scanRuleOf(forms.get(openBy.form), scanner?.name), openBy.rule);
}

/** Returns the closed files among the findings since an export began, with the states of their scans. */
async function findClosedSince(
  ports: ExportPorts,
  { createdAt, user }: ExportRecord,
): Promise<ReadonlyMap<string, ScanState>> {
  const { findings: found, uploads: stored } = ports.records;
  const time = new Date(Date.parse(createdAt) - latestMs).toISOString();
  const closed = new Map<string, ScanState>();
  let after: string | undefined;
  do {
    const { findings, next } = await found.list(pageSize, after);
    const recent = findings.filter(({ at }) => at >= time);
    const uploads = await stored.findAll(recent.map(({ fileId }) => fileId));
    for (const upload of uploads) {
      const gate = upload && gateFor(ports, upload, user);
      if (upload && gate?.isOpen === false) closed.set(upload.id, gate.state);
    }
    after = recent.length === findings.length ? (next ?? undefined) : undefined;
  } while (after !== undefined);
  return closed;
}

/** Returns the states of the closed files in an archive; `unknown` when a list of its files is gone. */
async function statesWithin(
  { bucket }: ExportPorts,
  record: ExportRecord,
  closed: ReadonlyMap<string, ScanState>,
): Promise<ReadonlySet<ScanState> | 'unknown'> {
  if (!lacksNothing(record)) return 'unknown';
  const states = new Set<ScanState>();
  for (const key of foundKeysOf(record)) {
    const lines = await bucket.exports.read(key);
    if (!lines) return 'unknown';
    for (const submission of readFoundLines(lines))
      for (const { id } of includedFiles(submission)) {
        const state = closed.get(id);
        if (state) states.add(state);
      }
  }
  return states;
}
