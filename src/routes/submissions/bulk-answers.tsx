import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import type { Language } from '../../messages/language.ts';
import type { Message } from '../../messages/message.ts';
import type { Messages } from '../../messages/messages.ts';
import { sentenceOf } from '../../messages/sentence.ts';
import type { Problem } from '../../problems/problem.ts';
import type { BulkFailure, BulkRecord } from '../../records/bulk-record.ts';
import { canUndo } from '../../review/bulk.ts';
import { labelOf } from '../../review/bulk-selection.ts';
import { toFilter } from '../../review/table-filter.ts';
import { readTableQuery } from '../../review/table-query.ts';
import { BulkPage, type ShownBulk } from '../../views/bulk-page.tsx';
import { BulkRefusedPage } from '../../views/bulk-refused-page.tsx';
import { BulksPage } from '../../views/bulks-page.tsx';
import { type TitledDecision, titleOfDecision } from '../../views/decision-title.ts';
import { bulkNames } from './bulk-input.ts';

/** The seconds after which a page asks again how far the decision is. */
const refreshSeconds = 2;

/** What failed, and the place at which the next part begins. */
interface Failed {
  readonly failures: readonly BulkFailure[];
  readonly next: number | null;
}

/** Returns a bulk decision as JSON, its sentences in a language. */
export async function describeBulk({ loadMessages }: Dependencies, language: Language, bulk: BulkRecord) {
  return toJson(bulk, await loadMessages(language));
}

export async function describeBulks({ loadMessages }: Dependencies, language: Language, bulks: readonly BulkRecord[]) {
  const messages = await loadMessages(language);
  return bulks.map((bulk) => toJson(bulk, messages));
}

/** Returns a bulk decision as JSON, with what failed. */
export async function describeResult(
  { loadMessages }: Dependencies,
  language: Language,
  bulk: BulkRecord,
  { failures, next }: Failed,
) {
  const messages = await loadMessages(language);
  return {
    ...toJson(bulk, messages),
    failures: failures.map(({ id, number = null, reason }) => ({ id, number, reason: sentenceOf(reason, messages) })),
    nextFailures: next,
  };
}

function toJson(bulk: BulkRecord, messages: Messages) {
  const { id, form, decision, from, actor, phase, total, done, unchanged, failed, startedAt } = bulk;
  return {
    ...{ id, form, decision, by: actor, phase, done, unchanged, failed, startedAt },
    filter: from.kind === 'filter' ? from.query : null,
    total: total ?? null,
    endedAt: bulk.endedAt ?? null,
    reason: bulk.reason ? sentenceOf(bulk.reason, messages) : null,
    undoes: from.kind === 'undo' ? from.of : null,
    undoneBy: bulk.undoneBy ?? null,
  };
}

/** Responds with the page of a bulk decision, which asks again while a worker is at it. */
export function showBulk(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  bulk: BulkRecord,
  { failures, next }: Failed,
): Promise<ResponseWithoutJson> {
  const shown = toShown(form, bulk);
  const { from, phase, endedAt, undoneBy } = bulk;
  if (phase !== 'waiting' && endedAt === undefined) c.header('Refresh', String(refreshSeconds));
  const query = from.kind === 'filter' && from.query !== '' ? `?${from.query}` : '';
  const asked = readTableQuery(form, requireUser(c), new URLSearchParams(query));
  return renderPage(
    c,
    dependencies,
    (messages) => titleOfDecision(shown.decision, shown.isUndo, messages),
    <BulkPage
      bulk={shown}
      submissionsPath={`/forms/${form.slug}/submissions${query}`}
      isFilter={from.kind === 'filter'}
      conditions={toFilter(form, asked, undefined).conditions}
      mayAct={form.mayDecide(requireUser(c))}
      canUndo={canUndo(bulk)}
      undoesPath={from.kind === 'undo' ? pathOf(form, from.of) : undefined}
      undonePath={undoneBy === undefined ? undefined : pathOf(form, undoneBy)}
      failures={failures.map(({ id, number, reason }) => ({ id, number, reason }))}
      moreFailuresPath={next === null ? undefined : `${shown.path}?after=${next}`}
    />,
  );
}

/** Responds with the bulk decisions of a form. */
export function showBulks(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  bulks: readonly BulkRecord[],
  nextPath: string | null,
): Promise<ResponseWithoutJson> {
  return renderPage(
    c,
    dependencies,
    ({ pages }) => pages.decisions.recent,
    <BulksPage
      bulks={bulks.map((bulk) => toShown(form, bulk))}
      submissionsPath={`/forms/${form.slug}/submissions`}
      nextPath={nextPath}
    />,
  );
}

/** Responds to a posted page with its problem, so that what was chosen and typed is kept. */
export function refuseBulkPost(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  form: Form,
  post: URLSearchParams,
  problem: Problem,
): Promise<ResponseWithoutJson> {
  const decision = titled(form, {
    kind: post.get('kind') ?? '',
    state: post.get('state') ?? '',
    label: post.get('label') ?? '',
    assignee: post.get('assignee')?.trim() ?? '',
  });
  const query = post.get(bulkNames.filter) ?? '';
  const isAsked = problem.kind === 'invalid' && (post.has(bulkNames.all) || post.has(bulkNames.submission));
  const changed = problem.errors.map(({ field, message }): { id: string; reason: Message } => ({
    id: field,
    reason: message,
  }));
  return renderPage(
    c,
    dependencies,
    (messages) => (decision ? titleOfDecision(decision, false, messages) : messages.pages.decisions.recent),
    <BulkRefusedPage
      action={`/forms/${form.slug}/submissions/decisions`}
      decision={decision}
      count={post.has(bulkNames.all) ? undefined : post.getAll(bulkNames.submission).length}
      problem={problem}
      changed={problem.kind === 'conflict' ? changed : []}
      post={isAsked && decision ? [...post] : undefined}
      submissionsPath={`/forms/${form.slug}/submissions${query && `?${query}`}`}
    />,
    problem,
  );
}

/** Returns a posted decision as its title names it; `undefined` for one that the form does not know. */
function titled(
  form: Form,
  given: Readonly<Record<'kind' | 'state' | 'label' | 'assignee', string>>,
): TitledDecision | undefined {
  const { kind, label, assignee } = given;
  if (kind === 'label-added' || kind === 'label-removed') return { kind, label };
  if (kind === 'assignee') return { kind, assignee: assignee === '' ? null : { username: assignee } };
  if (kind === 'note') return { kind };
  const state = kind === 'state' && form.review.states.find(({ name }) => name === given.state);
  return state ? { kind: 'state', state: state.label } : undefined;
}

function toShown(form: Form, bulk: BulkRecord): ShownBulk {
  const { id, decision, from, actor, phase, total, done, unchanged, failed, startedAt, reason } = bulk;
  return {
    ...{ startedAt, phase, total, done, unchanged, failed, reason },
    path: pathOf(form, id),
    decision: decision.kind === 'state' ? { kind: 'state', state: labelOf(form, decision.state) } : decision,
    isUndo: from.kind === 'undo',
    actor: actor.username,
  };
}

const pathOf = ({ slug }: Form, id: string) => `/forms/${slug}/submissions/decisions/${id}`;
