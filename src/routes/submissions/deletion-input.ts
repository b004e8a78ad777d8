import * as z from 'zod';
import { message } from '../../messages/message.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { says } from '../../problems/validation.ts';

/** The longest reason, in characters. */
export const maxReasonLength = 500;

/** The schema of a deletion. */
export const DeletionBody = jsonObject({
  reason: z
    .string(says('deletion-reason-missing'))
    .trim()
    // The hash of the event is of the text as the table keeps it.
    .overwrite((text) => text.toWellFormed())
    .min(1, says('deletion-reason-missing'))
    .max(maxReasonLength, says(message('deletion-reason-too-long', { max: maxReasonLength }))),
}).meta({ id: 'Deletion', example: { reason: 'The submitter asked for it.' } });
