import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { Form } from '../../forms/define-form.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { answerInLanguage } from '../../http/language.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { toCursor } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import type { BulkRecord } from '../../records/bulk-record.ts';
import { findReviewedForm } from '../../submissions/policy.ts';
import {
  confirmBulkOperation,
  listBulksOperation,
  showBulkOperation,
  startBulkOperation,
  stopBulkOperation,
  undoBulkOperation,
} from './bulk-operations.ts';

/** Decides about many submissions at once, and shows how far that is. */
export function decisions(dependencies: Dependencies) {
  const { forms, records } = dependencies;
  const routes = createRouter();
  const answers = () => import('./bulk-answers.tsx');
  const domain = () => import('../../review/bulk.ts');

  route(routes, listBulksOperation, async (c) => {
    const form = findReviewedForm(forms, requireUser(c), c.req.param('form'));
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    const { limit, cursor } = c.req.valid('query');
    const { bulks, next } = await records.bulks.listOf(form.slug, limit, cursor);
    const { describeBulks, showBulks } = await answers();
    const nextCursor = toCursor(next);
    if (prefersPage(c))
      return showBulks(c, dependencies, form, bulks, nextCursor && `?limit=${limit}&cursor=${nextCursor}`);
    return c.json({ items: await describeBulks(dependencies, answerInLanguage(c), bulks), nextCursor }, 200);
  });

  route(routes, startBulkOperation, async (c) => {
    const form = findDecided(c, dependencies);
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    const body = await readJsonOrForm(c);
    const [{ fromBulkPost, toBulkRequest }, { startBulk }, { refuseBulkPost }] = await Promise.all([
      import('./bulk-input.ts'),
      domain(),
      answers(),
    ]);
    const user = requireUser(c);
    const input = 'form' in body ? fromBulkPost(body.form) : body.json;
    const request = await toBulkRequest(dependencies, form, user, input, 'form' in body);
    const bulk =
      request instanceof Problem
        ? request
        : await startBulk(dependencies, form, user, { ...request, requestId: c.get('requestId') });
    if (!(bulk instanceof Problem)) return answerBegun(c, bulk);
    if ('form' in body && prefersPage(c)) return refuseBulkPost(c, dependencies, form, body.form, bulk);
    return sendProblem(c, dependencies, bulk);
  });

  route(routes, showBulkOperation, async (c) => {
    const form = findReviewedForm(forms, requireUser(c), c.req.param('form'));
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    const [{ findBulk }, { describeResult, showBulk }] = await Promise.all([domain(), answers()]);
    const bulk = await findBulk(dependencies, form, c.req.param('id'));
    if (bulk instanceof Problem) return sendProblem(c, dependencies, bulk);
    const failed = await records.bulks.listFailures(bulk.id, c.req.valid('query').after);
    if (prefersPage(c)) return showBulk(c, dependencies, form, bulk, failed);
    return c.json(await describeResult(dependencies, answerInLanguage(c), bulk, failed), 200);
  });

  route(routes, confirmBulkOperation, async (c) => {
    const bulk = await findActing(c, dependencies);
    if (bulk instanceof Problem) return sendProblem(c, dependencies, bulk);
    const { confirmBulk } = await domain();
    const begun = await confirmBulk(dependencies, requireUser(c), bulk, c.get('requestId'));
    return begun instanceof Problem ? sendProblem(c, dependencies, begun) : answerBegun(c, begun);
  });

  route(routes, stopBulkOperation, async (c) => {
    const bulk = await findActing(c, dependencies);
    if (bulk instanceof Problem) return sendProblem(c, dependencies, bulk);
    const problem = await (await domain()).stopBulk(dependencies, bulk);
    return problem
      ? sendProblem(c, dependencies, problem)
      : answerBegun(c, (await records.bulks.find(bulk.id)) ?? bulk);
  });

  route(routes, undoBulkOperation, async (c) => {
    const form = findDecided(c, dependencies);
    const bulk = await findActing(c, dependencies);
    if (form instanceof Problem) return sendProblem(c, dependencies, form);
    if (bulk instanceof Problem) return sendProblem(c, dependencies, bulk);
    const { undoBulk } = await domain();
    const undoing = await undoBulk(dependencies, form, requireUser(c), bulk, c.get('requestId'));
    return undoing instanceof Problem ? sendProblem(c, dependencies, undoing) : answerBegun(c, undoing);
  });

  async function answerBegun(c: Context<AppEnv>, bulk: BulkRecord) {
    const location = `/forms/${bulk.form}/submissions/decisions/${bulk.id}`;
    if (prefersPage(c)) return c.redirect(location, 303);
    c.header('Location', location);
    const { describeBulk } = await answers();
    return c.json(await describeBulk(dependencies, answerInLanguage(c), bulk), 202);
  }

  return routes;
}

/** Returns the form that a request names, for a user who may decide about it. */
function findDecided(c: Context<AppEnv>, { forms }: Dependencies): Form | Problem {
  const user = requireUser(c);
  const form = findReviewedForm(forms, user, c.req.param('form') ?? '');
  if (form instanceof Problem) return form;
  return form.mayDecide(user) ? form : new Problem('not-allowed', 'deciders-only');
}

/** Returns the bulk decision that a request names, for a user who may decide about its form. */
async function findActing(c: Context<AppEnv>, dependencies: Dependencies): Promise<BulkRecord | Problem> {
  const form = findDecided(c, dependencies);
  if (form instanceof Problem) return form;
  const { findBulk } = await import('../../review/bulk.ts');
  return findBulk(dependencies, form, c.req.param('id') ?? '');
}
