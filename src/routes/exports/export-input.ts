import type * as z from 'zod';
import type { User } from '../../accounts/users/user.ts';
import { type Forms, formNotFound } from '../../forms/registry.ts';
import { Problem } from '../../problems/problem.ts';
import { invalidValues } from '../../problems/validation.ts';
import type { ExportedSubmissions } from '../../records/export-record.ts';
import { readTableQuery } from '../../review/table-query.ts';
import type { NewExportBody } from './schemas.ts';

/** Converts a posted form to the JSON that it stands for. An empty field counts as absent. */
export function readExportPost(post: URLSearchParams): Record<string, unknown> {
  const texts = Object.fromEntries([...post].filter(([name, text]) => name !== 'submissions' && text !== ''));
  const submissions = post.getAll('submissions');
  return { ...texts, ...(submissions.length > 0 && { submissions }) };
}

/** Returns the submissions that a request means. The query of a filter is read as the list of submissions reads it. */
export function toExported(
  { forms }: { readonly forms: Forms },
  user: User,
  { submission, form: slug, filter, submissions }: z.output<typeof NewExportBody>,
): ExportedSubmissions | Problem {
  const isOfOne = submission !== undefined;
  if (isOfOne === (slug !== undefined) || (submissions && filter !== undefined))
    return new Problem('invalid', 'export-what-expected');
  if (slug === undefined) return { submissionId: submission ?? '' };
  const form = forms.get(slug);
  if (!form) return formNotFound();
  if (submissions) return { form: slug, ids: submissions };
  const query = readTableQuery(form, user, new URLSearchParams(filter));
  return query.errors.length > 0 ? invalidValues(query.errors) : { form: slug, filter: query.filter };
}
