import type { User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import type { ShareTerms } from '../forms/share-terms.ts';
import { mayReviewSubmission } from '../submissions/policy.ts';

/** The parts of a submission that decide about links to it. */
interface SharedSubmission {
  readonly form: string;
  readonly submitter: { readonly id: string };
}

/**
 * Returns the terms for links of a user to a submission; `undefined` when the form does not let them. Links made before
 * follow them too. No other place decides it.
 */
export function shareTermsFor(user: User, submission: SharedSubmission, forms: Forms): ShareTerms | undefined {
  const terms = forms.get(submission.form)?.shares;
  const mayAsReviewer = terms?.by.includes('reviewers') && mayReviewSubmission(user, submission, forms);
  const mayAsSubmitter = terms?.by.includes('submitters') && submission.submitter.id === user.id;
  return mayAsReviewer || mayAsSubmitter ? terms : undefined;
}
