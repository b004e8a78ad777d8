/*
 * The names of everything that a form's page posts, beside the form's own fields. The page writes them; the routes and
 * the draft read them.
 */

/** Names of inputs and buttons. No field of a form may have one of them. */
export const postNames = {
  /** A repeated key means a repeated submission. */
  idempotencyKey: 'idempotencyKey',
  /** The version of the form that the page shows; see `form-declaration.ts`. */
  formVersion: 'formVersion',
  /** The id of the returned submission of which this one is a new version. */
  supersedes: 'supersedes',
  /** The buttons that lead to a step on the way; see `uploadStepOf`. */
  step: 'step',
  /** The buttons that remove an upload, by its id. */
  remove: 'remove',
} as const;

/** Returns the name of the input for the next file's name, on pages without the script. */
export const filenameOf = (field: string): string => `filename:${field}`;

/**
 * Returns the value of the button that opens a file field's upload step. Pages without the script have that step for
 * the field's next file.
 */
export const uploadStepOf = (field: string): string => `upload:${field}`;

/** Returns the file field whose step a post opens; `undefined` when it opens none. */
export function fieldOfStep(post: URLSearchParams): string | undefined {
  return /^upload:(?<field>\w+)$/.exec(post.get(postNames.step) ?? '')?.groups?.field;
}
