import * as z from 'zod';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery } from '../../openapi/pagination.ts';
import { says } from '../../problems/validation.ts';
import { BulkBody, BulkJson, BulkResultJson } from './bulk-schemas.ts';

const path = '/forms/{form}/submissions/decisions';
const ofDecisions = { tag: 'Submissions', access: 'signed-in' } as const;

export const listBulksOperation = operation({
  ...ofDecisions,
  method: 'get',
  path,
  operationId: 'listDecisionsAboutMany',
  summary: 'List decisions about many submissions',
  description: 'For reviewers of the form: those of the last 30 days.',
  query: pageQuery('DECISIONS'),
  responses: {
    200: {
      description: 'One page of decisions, the newest first.',
      json: listOf('BulkDecisionList', BulkJson),
      page: true,
    },
  },
  problems: ['not-allowed'],
});

export const startBulkOperation = operation({
  ...ofDecisions,
  method: 'post',
  path,
  operationId: 'decideAboutMany',
  summary: 'Decide about many submissions',
  description:
    'For those who may decide about the form. A job carries the decision out, one event for each submission; a person has at most two under way. Where a chosen submission, or the number that matches, is another one than was seen, nothing is done. A filter without `expected` waits for `start`.',
  jsonOrForm: BulkBody,
  responses: {
    202: { description: 'It begins.', json: BulkJson, location: 'The address at which its progress is.' },
    303: { description: 'After an HTML form: redirects to its progress.' },
  },
  problems: ['conflict', 'not-allowed'],
});

export const showBulkOperation = operation({
  ...ofDecisions,
  method: 'get',
  path: `${path}/{id}`,
  operationId: 'showDecisionAboutMany',
  summary: 'See a decision about many submissions',
  description: 'For reviewers of the form: how far it is, and what could not be changed.',
  query: z.object({
    after: z.coerce
      .number(says('cursor-unknown'))
      .int(says('cursor-unknown'))
      .min(0, says('cursor-unknown'))
      .max(999_999, says('cursor-unknown'))
      .optional()
      .meta({ type: 'integer', description: 'The `nextFailures` of the page before.' }),
  }),
  responses: { 200: { description: 'The decision, and the first of what failed.', json: BulkResultJson, page: true } },
  problems: ['not-allowed'],
});

export const confirmBulkOperation = stepOperation('start', {
  summary: 'Begin a decision that waits',
  description: 'For those who may decide about the form, once they have seen the `total`.',
});

export const stopBulkOperation = stepOperation('stop', {
  summary: 'Stop a decision about many submissions',
  description: 'For those who may decide about the form. What it has changed stays, and can be undone.',
});

export const undoBulkOperation = stepOperation('undo', {
  summary: 'Undo a decision about many submissions',
  description:
    'For those who may decide about the form, once. Another decision takes back what this one changed, where nothing happened since.',
});

/** Declares an operation by which a person moves a bulk decision on. */
function stepOperation<const Step extends 'start' | 'stop' | 'undo'>(
  step: Step,
  words: { readonly summary: string; readonly description: string },
) {
  return operation({
    ...ofDecisions,
    ...words,
    method: 'post',
    path: `${path}/{id}/${step}`,
    operationId: `${step}DecisionAboutMany`,
    responses: {
      202: { description: 'How it stands; of `undo`, the other decision.', json: BulkJson, location: 'Its address.' },
      303: { description: 'After an HTML form: redirects to it.' },
    },
    problems: ['conflict', 'not-allowed'],
  });
}
