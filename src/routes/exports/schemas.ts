import * as z from 'zod';
import { maxChosenSubmissions } from '../../exports/export-limits.ts';
import { slugPattern } from '../../forms/define-form.ts';
import { message } from '../../messages/message.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { lazySchema } from '../../openapi/lazy-schema.ts';
import { identifier, time } from '../../openapi/string-formats.ts';
import { says } from '../../problems/validation.ts';
import { exportKinds } from '../../records/export-record.ts';
import { idPattern } from '../../values/id.ts';

const what = says('export-what-expected');
const id = () => z.string(what).regex(idPattern, what);

/** The schema of an export to start. */
export const NewExportBody = jsonObject({
  kind: z
    .enum(exportKinds, says(message('not-one-of', { options: exportKinds })))
    .default('zip')
    .meta({ description: '`zip` has the files; `csv` and `jsonl` have the values of submissions.' }),
  submission: id().optional().meta({ description: 'The id of one submission, as a zip with its receipt.' }),
  form: z
    .string(what)
    .regex(slugPattern, what)
    .optional()
    .meta({ description: 'Or the name of a form, for its reviewers.' }),
  filter: z.string(what).max(8000, what).optional().meta({
    description: 'Those of the form that match: the query of the list of submissions. Empty: all.',
  }),
  submissions: z
    .array(id(), what)
    .min(1, what)
    .max(maxChosenSubmissions, what)
    .optional()
    .meta({ description: 'Or those of the form with these ids.' }),
}).meta({ id: 'NewExport', example: { form: 'documents', filter: 'state=new', kind: 'zip' } });

/** The schema of an export as it stands. */
export const ExportJson = lazySchema(() =>
  z
    .strictObject({
      id: identifier(),
      kind: z.enum(exportKinds),
      form: z.string().nullable().meta({ example: 'documents' }),
      submission: identifier().nullable(),
      state: z.enum(['planning', 'building', 'ready', 'failed']),
      submissions: z.int(),
      files: z.int().meta({ description: 'The number of files; 0 for a table of values.' }),
      missing: z.int().meta({ description: 'The files that are gone; the manifest in the archive names them.' }),
      doneBytes: z.int(),
      totalBytes: z.int().nullable().meta({ description: 'Null until it is known.' }),
      secondsLeft: z.int().nullable().meta({ description: 'An estimate; null without one.' }),
      createdAt: time(),
      expiresAt: time().meta({ description: 'The export is kept until then; once it is ready, for a day.' }),
      volumes: z
        .array(
          z
            .strictObject({
              filename: z.string().meta({ example: 'documents-2026-11-29.zip' }),
              size: z.int(),
              path: z.string(),
            })
            .meta({ id: 'ExportVolume' }),
        )
        .meta({ description: 'The files to download, when it is ready.' }),
      error: z.string().nullable().meta({ description: 'Why it failed, in words for people.' }),
    })
    .meta({ id: 'Export', description: 'Submissions as a file to download, and how far it is.' }),
);
