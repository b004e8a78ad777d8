import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import { type ExportProgress, progressOf } from '../../exports/own-export.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { renderPage } from '../../http/render-page.tsx';
import type { Language } from '../../messages/language.ts';
import { message } from '../../messages/message.ts';
import { sentenceOf } from '../../messages/sentence.ts';
import type { Text } from '../../messages/text.ts';
import type { ExportRecord } from '../../records/export-record.ts';
import { ExportPage, type ShownExport } from '../../views/export-page.tsx';
import { ExportsPage } from '../../views/exports-page.tsx';

/** The seconds after which the page of a running export comes anew. */
const refreshSeconds = 3;

/** Returns an export as JSON. */
export async function describeExport(dependencies: Dependencies, language: Language, record: ExportRecord) {
  const { id, kind, what, state, counts, createdAt, expiresAt, error } = record;
  const { doneBytes, totalBytes, secondsLeft } = await progressOf(dependencies, record);
  const { submissions, files, missing } = counts;
  return {
    ...{ id, kind, state, submissions, files, missing, doneBytes, totalBytes, secondsLeft, createdAt, expiresAt },
    form: 'form' in what ? what.form : null,
    submission: 'submissionId' in what ? what.submissionId : null,
    volumes: volumesOf(record),
    error: error ? sentenceOf(message(error), await dependencies.loadMessages(language)) : null,
  };
}

/** Responds with the page of an export. While it runs, the page comes anew by itself, without a script. */
export async function showExport(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  record: ExportRecord,
): Promise<ResponseWithoutJson> {
  if (record.state === 'planning' || record.state === 'building') c.header('Refresh', String(refreshSeconds));
  const shown = toShown(dependencies, record, await progressOf(dependencies, record));
  return renderPage(c, dependencies, ({ pages }) => pages.exports.titleOf(shown), <ExportPage {...shown} />);
}

/** Responds with the page of the user's exports. */
export async function showExports(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  found: readonly ExportRecord[],
  nextPath: string | null,
): Promise<ResponseWithoutJson> {
  const shown = await Promise.all(
    found.map(async (record) => toShown(dependencies, record, await progressOf(dependencies, record))),
  );
  const isRemoved = c.req.query('removed') !== undefined;
  return renderPage(
    c,
    dependencies,
    ({ pages }) => pages.exports.title,
    <ExportsPage exports={shown} nextPath={nextPath} isRemoved={isRemoved} />,
  );
}

function toShown({ forms }: Dependencies, record: ExportRecord, progress: ExportProgress): ShownExport {
  const { id, name, kind, what, state, counts, expiresAt, error } = record;
  const title: Text | undefined = 'form' in what ? forms.get(what.form)?.title : undefined;
  const sourcePath = 'form' in what ? `/forms/${what.form}/submissions` : `/submissions/${what.submissionId}`;
  return {
    ...{ id, name, kind, state, counts, expiresAt, progress, title, sourcePath },
    volumes: volumesOf(record),
    error: error && message(error),
  };
}

function volumesOf({ id, state, volumes }: ExportRecord) {
  if (state !== 'ready') return [];
  return volumes.map(({ filename, size }, index) => ({
    filename,
    size,
    path: `/exports/${id}/file${index === 0 ? '' : `?volume=${index + 1}`}`,
  }));
}
