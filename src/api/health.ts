import * as z from 'zod';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';

const Healthy = lazySchema(() => z.strictObject({ status: z.literal('ok') }).meta({ id: 'Healthy' }));
const NotReady = lazySchema(() =>
  z
    .strictObject({ status: z.literal('unavailable'), unreachable: z.array(z.string()).meta({ example: ['bucket'] }) })
    .meta({ id: 'NotReady' }),
);

const ofHealth = { tag: 'Health', access: 'monitors', method: 'get' } as const;

export const showHealth = operation({
  ...ofHealth,
  path: '/',
  operationId: 'showHealth',
  summary: 'See whether the app runs',
  description: 'Touches nothing: neither the bucket nor the table.',
  answers: { 200: { description: 'It runs.', json: Healthy } },
});

export const showReadiness = operation({
  ...ofHealth,
  path: '/ready',
  operationId: 'showReadiness',
  summary: 'See whether the app reaches its bucket and table',
  description: 'Asks each of them something that changes nothing, and waits no longer than a monitor does.',
  answers: {
    200: { description: 'It reaches both.', json: Healthy },
    503: { description: 'It does not, and this names what it does not reach.', json: NotReady },
  },
});
