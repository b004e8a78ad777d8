import type { SubmissionLine } from '../records/review-record.ts';
import type { IndexedSubmission } from '../records/submission-index.ts';

/** Returns a submission as JSON: its line, and how far its review is. Before the index has it, less is known. */
export function describeIndexed({ id, review, row }: IndexedSubmission) {
  const { line } = review ?? {};
  const { number = 0, form = '', formVersion = null, submittedAt = '', title = '' } = line ?? row ?? {};
  const submitter = (line ?? row)?.submitter ?? { id: '', username: '' };
  return {
    ...{ id, number, form, formVersion, submittedAt, submitter, title },
    values: line?.values ?? {},
    files: (line && describeFiles(line.files)) ?? {
      count: row?.files?.count ?? 0,
      totalBytes: row?.files?.totalBytes ?? 0,
      first: [],
    },
    state: review?.state ?? null,
    assignee: review?.assignee ?? null,
    labels: review?.labels ?? [],
    version: review?.version ?? null,
    updatedAt: review?.updatedAt ?? null,
  };
}

/** Returns files without their pictures, which are for the page. */
function describeFiles({ first, ...numbers }: SubmissionLine['files']) {
  return { ...numbers, first: first.map(({ picture: _forPages, ...file }) => file) };
}
