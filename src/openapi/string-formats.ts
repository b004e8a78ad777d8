import * as z from 'zod';
import { exampleId } from './example-id.ts';
import { lazySchema } from './lazy-schema.ts';

/** The schema of a time in responses. */
export const time = lazySchema(() =>
  z.iso.datetime().meta({ description: 'RFC 3339, UTC.', example: '2026-11-20T09:30:00.000Z' }),
);

/** The schema of an id in responses: an opaque text. */
export const identifier = lazySchema(() => z.string().meta({ example: exampleId }));
