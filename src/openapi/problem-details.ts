import * as z from 'zod';

/** An error as RFC 9457 describes one. */
export const ProblemDetails = z
  .looseObject({
    type: z.string().meta({ example: 'about:blank' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What happened, and what to do.' }),
    requestId: z.string().meta({ description: 'To be told to whoever runs this.' }),
    errors: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: 'For invalid input: a sentence for each field.' }),
    state: z.string().optional().meta({ description: "An upload's state." }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' });
