/**
 * The result of a check. "Cannot tell" is no failure: a bucket does not support the question, or the check lacked a
 * precondition.
 */
export type Finding =
  | { readonly is: 'ok'; readonly note?: string }
  | { readonly is: 'wrong'; readonly what: string; readonly fix: string; readonly because?: Error }
  | { readonly is: 'cannot tell'; readonly why: string };

/** One check of a set-up. */
export interface Check {
  readonly name: string;
  /** The checks that must pass first: without them, this one would report the same cause again. */
  readonly needs?: readonly string[];
  ask(): Promise<Finding>;
}

/**
 * Returns a passed check.
 * @param note a further observation, for a person to read
 */
export function ok(note?: string): Finding {
  return note === undefined ? { is: 'ok' } : { is: 'ok', note };
}

/**
 * Returns a failed check.
 * @param fix the remedy, as a sentence to follow
 * @param because the cause, for the log
 */
export function wrong(what: string, fix: string, because?: Error): Finding {
  return { is: 'wrong', what, fix, ...(because && { because }) };
}

/**
 * Returns a check without a result.
 * @param why a sentence: the precondition that is missing
 */
export function cannotTell(why: string): Finding {
  return { is: 'cannot tell', why };
}
