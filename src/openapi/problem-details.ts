import * as z from 'zod';

/** The schema of a problem document (RFC 9457). */
export const ProblemDetails = z
  .looseObject({
    type: z.string().meta({ example: 'about:blank' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What happened, and what to do.' }),
    requestId: z.string().meta({ description: 'Name it when you report the problem to your operator.' }),
    errors: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'For invalid input: a sentence for each field.' }),
    state: z.string().optional().meta({ description: "An upload's state." }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' });
