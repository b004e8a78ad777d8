/**
 * What a check found. "Cannot tell" is no failure: a bucket that does not know the question, or a check that had no
 * ground to stand on.
 */
export type Finding =
  | { readonly is: 'ok'; readonly note?: string }
  | { readonly is: 'wrong'; readonly what: string; readonly mend: string; readonly because?: Error }
  | { readonly is: 'cannot tell'; readonly why: string };

/** One question about a set-up. */
export interface Check {
  readonly name: string;
  /** Checks that must have found nothing wrong, because this one would only repeat their complaint. */
  readonly needs?: readonly string[];
  ask(): Promise<Finding>;
}

/** @param note what else was seen, for a person to read */
export function ok(note?: string): Finding {
  return note === undefined ? { is: 'ok' } : { is: 'ok', note };
}

/**
 * @param mend what to do, as a sentence to follow
 * @param because what happened, for the log
 */
export function wrong(what: string, mend: string, because?: Error): Finding {
  return { is: 'wrong', what, mend, ...(because && { because }) };
}

/** @param why a sentence: what is missing for an answer */
export function cannotTell(why: string): Finding {
  return { is: 'cannot tell', why };
}
