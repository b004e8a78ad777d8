import type { Context } from 'hono';
import * as z from 'zod';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { answerInLanguage, loadPageMessages } from '../../http/language.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { redirectToFile } from '../../http/redirect-to-file.ts';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery, toCursor } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { says } from '../../problems/validation.ts';
import { fileResponses } from '../files/schemas.ts';
import { ExportJson, NewExportBody } from './schemas.ts';

const ofExports = {
  tag: {
    name: 'Exports',
    description: 'Many files as one archive, or values as a table, made by a job and kept for a day.',
  },
  access: 'signed-in',
} as const;

const startExportOperation = operation({
  ...ofExports,
  method: 'post',
  path: '/exports',
  operationId: 'startExport',
  summary: 'Export submissions',
  description: 'Reviewers export those of a form, everyone a submission of their own. Two may run at a time.',
  jsonOrForm: NewExportBody,
  responses: {
    202: { description: 'A job makes it.', json: ExportJson, location: 'The address of the export.' },
    303: { description: 'After an HTML form: redirects to its progress.' },
  },
  problems: ['not-found'],
});

const listExportsOperation = operation({
  ...ofExports,
  method: 'get',
  path: '/exports',
  operationId: 'listExports',
  summary: 'List my exports',
  description: 'Those of the last day.',
  query: pageQuery('EXPORT'),
  responses: {
    200: {
      description: 'One page of my exports, the newest first.',
      json: listOf('ExportList', ExportJson),
      page: true,
    },
  },
});

const showExportOperation = operation({
  ...ofExports,
  method: 'get',
  path: '/exports/{id}',
  operationId: 'showExport',
  summary: 'See how far an export is',
  description: 'For the user who started it.',
  responses: { 200: { description: 'The export.', json: ExportJson, page: true } },
});

const downloadExportOperation = operation({
  ...ofExports,
  method: 'get',
  path: '/exports/{id}/file',
  operationId: 'downloadExport',
  summary: 'Get an export',
  description:
    'For the user who started it, as long as they may see the submissions in it. Redirects to the file, whose download can be resumed.',
  query: z.object({
    volume: z.coerce
      .number(says('value-invalid'))
      .int(says('value-invalid'))
      .min(1, says('value-invalid'))
      .max(1000, says('value-invalid'))
      .default(1)
      .meta({ type: 'integer', default: 1, description: 'The number of the file, where there are several.' }),
  }),
  responses: fileResponses,
  problems: ['not-there-yet', 'gone'],
});

const removeExportOperation = operation({
  ...ofExports,
  method: 'delete',
  path: '/exports/{id}',
  operationId: 'removeExport',
  summary: 'Remove an export',
  description: 'For the user who started it. One that runs is stopped.',
  responses: { 204: { description: 'It is gone.' } },
  problems: ['conflict'],
});

/** Starts, shows and removes exports, and leads to their files. */
export function exports(dependencies: Dependencies) {
  const { records } = dependencies;
  const routes = createRouter();
  const answers = () => import('./show-exports.tsx');
  const domain = () => import('../../exports/own-export.ts');

  route(routes, startExportOperation, async (c) => {
    const user = requireUser(c);
    const body = await readJsonOrForm(c);
    const { readExportPost, toExported } = await import('./export-input.ts');
    const { startExport } = await import('../../exports/start-export.ts');
    const input = check(NewExportBody, 'form' in body ? readExportPost(body.form) : body.json);
    const what = input instanceof Problem ? input : toExported(dependencies, user, input);
    if (input instanceof Problem || what instanceof Problem)
      return sendProblem(c, dependencies, input instanceof Problem ? input : (what as Problem));
    const { language } = await loadPageMessages(c, dependencies);
    const request = { what, kind: input.kind, language, requestId: c.get('requestId') };
    const started = await startExport(dependencies, user, request);
    if (started instanceof Problem) return sendProblem(c, dependencies, started);
    const path = `/exports/${started.id}`;
    if ('form' in body && prefersPage(c)) return c.redirect(path, 303);
    c.header('Location', path);
    const { describeExport } = await answers();
    return c.json(await describeExport(dependencies, answerInLanguage(c), started), 202);
  });

  route(routes, listExportsOperation, async (c) => {
    const { limit, cursor } = c.req.valid('query');
    const page = await records.exports.list(requireUser(c).id, limit, cursor);
    const [{ isKept }, { describeExport, showExports }] = await Promise.all([domain(), answers()]);
    const kept = page.exports.filter((record) => isKept(record, dependencies.clock()));
    const nextCursor = toCursor(page.next);
    if (prefersPage(c)) return showExports(c, dependencies, kept, nextCursor && `?limit=${limit}&cursor=${nextCursor}`);
    const language = answerInLanguage(c);
    const items = await Promise.all(kept.map((record) => describeExport(dependencies, language, record)));
    return c.json({ items, nextCursor }, 200);
  });

  const find = async (c: Context<AppEnv>) => {
    const { findOwnExport } = await domain();
    return (
      (await findOwnExport(dependencies, requireUser(c), c.req.param('id') ?? '')) ??
      new Problem('not-found', 'no-such-export')
    );
  };

  route(routes, showExportOperation, async (c) => {
    const record = await find(c);
    if (record instanceof Problem) return sendProblem(c, dependencies, record);
    const { describeExport, showExport } = await answers();
    if (prefersPage(c)) return showExport(c, dependencies, record);
    return c.json(await describeExport(dependencies, answerInLanguage(c), record), 200);
  });

  route(routes, downloadExportOperation, async (c) => {
    const record = await find(c);
    if (record instanceof Problem) return sendProblem(c, dependencies, record);
    if (record.state !== 'ready')
      return sendProblem(c, dependencies, new Problem('not-there-yet', 'export-not-ready', { retryAfterSeconds: 5 }));
    const { findVolume } = await domain();
    const file = await findVolume(dependencies, requireUser(c), record, c.req.valid('query').volume);
    if (file instanceof Problem) return sendProblem(c, dependencies, file);
    return redirectToFile(c, dependencies, file, 'attachment');
  });

  const remove = async (c: Context<AppEnv>): Promise<Problem | undefined> => {
    const record = await find(c);
    if (record instanceof Problem) return record;
    const { removeExport } = await import('../../exports/end-export.ts');
    // A job has moved it on at this moment: the next try finds it so.
    return (await removeExport(dependencies, record)) ? undefined : new Problem('conflict', 'export-changed');
  };

  route(routes, removeExportOperation, async (c) => {
    const problem = await remove(c);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/exports/:id/delete', async (c) => {
    const problem = await remove(c);
    return problem ? sendProblem(c, dependencies, problem) : c.redirect('/exports?removed', 303);
  });

  return routes;
}
