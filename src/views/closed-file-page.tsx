import type { Problem } from '../problems/problem.ts';
import { useMessages, useProblemText } from './language.tsx';
import { ScanBadge, type ShownScan } from './scan-badge.tsx';

interface ClosedFilePageProps {
  readonly filename: string;
  readonly scan: ShownScan;
  readonly state: 'waiting' | 'infected' | 'unscannable' | 'failed';
  /** The problem that says why the file cannot be fetched now. */
  readonly problem: Problem;
  /** The address of the file, to look again; `undefined` where looking again does not help. */
  readonly path: string | undefined;
  readonly submissionPath: string;
}

/** Renders why a file cannot be fetched now. While it is being scanned, the page looks again by itself. */
export function ClosedFilePage({ filename, scan, state, problem, path, submissionPath }: ClosedFilePageProps) {
  const { scans } = useMessages().pages;
  const text = useProblemText(problem);
  return (
    <>
      <h1>{scans.closedTitles[state]}</h1>
      <p class="closed-file">
        <bdi>{filename}</bdi> <ScanBadge scan={scan} />
      </p>
      {/* The problem says to try again, which the page does by itself. */}
      {state === 'waiting' ? <p>{scans.closed.waiting}</p> : <p class="notice notice-caution">{text?.detail}</p>}
      {path !== undefined && <p>{scans.looksAgain}</p>}
      <p class="actions">
        {path !== undefined && (
          <a class="button secondary" href={path}>
            {scans.lookAgain}
          </a>
        )}
        <a href={submissionPath}>{scans.toSubmission}</a>
      </p>
    </>
  );
}
