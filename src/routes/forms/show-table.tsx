import type { Context } from 'hono';
import type { User } from '../../accounts/users/user.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import { textIn } from '../../messages/text.ts';
import { toCursor } from '../../openapi/pagination.ts';
import type { Problem } from '../../problems/problem.ts';
import { invalidValues } from '../../problems/validation.ts';
import type { IndexPage } from '../../records/submission-index.ts';
import { describeIndexed } from '../../review/describe-indexed.ts';
import { countedStates, toTable } from '../../review/table.ts';
import { tableAddress } from '../../review/table-address.ts';
import { toFilter } from '../../review/table-filter.ts';
import { readTableQuery, type TableQuery } from '../../review/table-query.ts';
import { DecisionBar } from '../../views/decision-bar.tsx';
import { SubmissionTablePage } from '../../views/submission-table-page.tsx';

/** A page of the table that was asked for, or what is wrong with its address. */
type FoundTable = { readonly query: TableQuery } & (
  | { readonly page: IndexPage; readonly problem?: undefined }
  | { readonly page?: undefined; readonly problem: Problem }
);

/** Finds the submissions that an address asks for. */
export async function findTable(
  { records }: Dependencies,
  form: Form,
  user: User,
  parameters: URLSearchParams,
): Promise<FoundTable> {
  const query = readTableQuery(form, user, parameters);
  if (query.errors.length > 0) return { query, problem: invalidValues(query.errors) };
  return { query, page: await records.index.find({ ...query, form, states: countedStates(form) }) };
}

/** Returns a page of the table as JSON. */
export function describeTable({ found, counts, isCutShort, next, previous }: IndexPage) {
  const cursors = { nextCursor: toCursor(next), previousCursor: toCursor(previous) };
  return { items: found.map(describeIndexed), ...cursors, counts, isCutShort };
}

/** Responds with the page of the table; with a problem, it has the filter only. */
export function showTable(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  { query, page, problem }: FoundTable,
): Promise<ResponseWithoutJson> {
  const goTo = (name: 'after' | 'before', place: string) =>
    tableAddress(form.slug, query.asked, { [name]: toCursor(place) ?? undefined });
  const found = page && {
    ...toTable(form, query, page),
    isCutShort: page.isCutShort,
    previousPath: page.previous === null ? undefined : goTo('before', page.previous),
    nextPath: page.next === null ? undefined : goTo('after', page.next),
  };
  return renderPage(
    c,
    dependencies,
    ({ pages, language }) => pages.submissionTable.title({ form: textIn(form.title, language) }),
    <SubmissionTablePage
      slug={form.slug}
      title={form.title}
      scriptPath={dependencies.assets.pathOf('submission-table.js')}
      mayDecide={form.mayDecide(requireUser(c))}
      filter={{ ...toFilter(form, query, page), problem }}
      found={found}
      bar={page && form.mayDecide(requireUser(c)) && <DecisionBar {...toBar(form, query, page)} />}
    />,
    problem,
  );
}

/** Returns what the bar of decisions shows: a counter knows how many match a filter by state, or by nothing. */
function toBar({ slug, review }: Form, { asked, filter }: TableQuery, { counts }: IndexPage) {
  const conditions = [...asked].filter(([name]) => name !== 'sort' && name !== 'limit');
  const isCounted = conditions.every(([name]) => name === 'state');
  const sum = Object.values(counts).reduce((total, count) => total + count, 0);
  return {
    states: review.states,
    query: new URLSearchParams(conditions).toString(),
    total: isCounted ? (filter.state === undefined ? sum : counts[filter.state]) : undefined,
    decisionsPath: `/forms/${slug}/submissions/decisions`,
  };
}
