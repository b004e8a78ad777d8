import * as z from 'zod';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';

const Greeting = lazySchema(() =>
  z
    .strictObject({ message: z.literal('Sluice is running'), version: z.string().meta({ example: '0.1.0' }) })
    .meta({ id: 'Greeting' }),
);

export const showHome = operation({
  tag: 'Health',
  access: 'anyone',
  method: 'get',
  path: '/',
  operationId: 'showHome',
  summary: 'See what this is',
  description: 'For programs that want to know whether they have the right address, and which version answers.',
  answers: { 200: { description: 'Its version; to browsers the forms.', json: Greeting, page: true } },
});
