import { useMessages } from './language.tsx';

/** Renders the button with which a reader downloads a submission with all its files. */
export function DownloadAllButton({ submissionId }: { submissionId: string }) {
  return (
    <form method="post" action="/exports">
      <input type="hidden" name="submission" value={submissionId} />
      <button type="submit" class="secondary">
        {useMessages().pages.exports.downloadAll}
      </button>
    </form>
  );
}

/** Renders the buttons with which reviewers export what the table of submissions shows, on all its pages. */
export function ExportButtons({ form, query }: { form: string; query: string }) {
  const { exportAs, exportHeading } = useMessages().pages.exports;
  return (
    <form method="post" action="/exports" class="actions export-actions wide" aria-label={exportHeading}>
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="filter" value={query} />
      {(['zip', 'csv', 'jsonl'] as const).map((kind) => (
        <button type="submit" class="secondary" name="kind" value={kind}>
          {exportAs[kind]}
        </button>
      ))}
    </form>
  );
}
