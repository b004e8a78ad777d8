/*
 * What the HTML page of a form calls what it posts, beside the form's own fields: the page writes it, the routes and
 * the draft read it.
 */

/** Names of inputs and buttons. No field of a form may have one of them. */
export const postNames = {
  /** The same key again is the same submission again. */
  idempotencyKey: 'idempotencyKey',
  /** The buttons that lead to a step on the way; see `uploadStepOf`. */
  step: 'step',
  /** The buttons that remove an upload, by its id. */
  remove: 'remove',
} as const;

/** The input for the name of a file field's next file, on pages without the script. */
export const filenameOf = (field: string): string => `filename:${field}`;

/** The value of the button that leads to the step in which a file field gets its next file, without the script. */
export const uploadStepOf = (field: string): string => `upload:${field}`;

/** The file field to whose step a post leads, if to any. */
export function fieldOfStep(post: URLSearchParams): string | undefined {
  return /^upload:(?<field>\w+)$/.exec(post.get(postNames.step) ?? '')?.groups?.field;
}
