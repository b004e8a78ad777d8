import type { Finding } from '../../src/health/finding.ts';
import type { Report } from '../../src/health/run-checks.ts';

const words: Readonly<Record<Finding['is'], string>> = { ok: 'OK', wrong: 'WRONG', 'cannot tell': 'cannot tell' };

/** Returns one line for each check; below a failed check stands its remedy. */
export function formatReports(reports: readonly Report[]): string {
  const nameWidth = Math.max(...reports.map(({ name }) => name.length));
  const wordWidth = Math.max(...Object.values(words).map((word) => word.length));
  const indent = ' '.repeat(nameWidth + wordWidth + 6);
  return reports
    .map(({ name, finding }) => {
      const line = `  ${name.padEnd(nameWidth)}  ${words[finding.is].padEnd(wordWidth)}  ${textOf(finding)}`.trimEnd();
      return finding.is === 'wrong' ? `${line}\n${indent}To fix it: ${finding.fix}` : line;
    })
    .join('\n');
}

/** Returns the last line, a summary that can be read alone. */
export function summarise(reports: readonly Report[]): string {
  const failed = reports.filter(({ finding }) => finding.is === 'wrong').map(({ name }) => name);
  return failed.length === 0 ? 'Nothing is wrong.' : `Wrong: ${failed.join(', ')}.`;
}

function textOf(finding: Finding): string {
  if (finding.is === 'wrong') return finding.what;
  return finding.is === 'ok' ? (finding.note ?? '') : finding.why;
}
