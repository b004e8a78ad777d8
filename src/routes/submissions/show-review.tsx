import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { renderPage } from '../../http/render-page.tsx';
import { textIn } from '../../messages/text.ts';
import type { Problem } from '../../problems/problem.ts';
import type { ReviewEvent } from '../../records/review-record.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import { findNeighbours, queryOfPlace, readPlaceInTable } from '../../review/neighbours.ts';
import { type KnownReview, toReviewPage } from '../../review/review-page.ts';
import { shownEvent } from '../../review/shown-events.ts';
import { sharingOf } from '../../sharing/share-rights.ts';
import { ReviewPage } from '../../views/review-page.tsx';

/** A decision that was refused: the problem, what was posted, and the events that came before it. */
export interface Refusal {
  readonly problem: Problem;
  readonly post: URLSearchParams;
  readonly changes: readonly ReviewEvent[];
}

/**
 * Shows a submission to a reviewer; after a refused decision with the problem, and with what they typed.
 * @param known its review, where it was read already
 */
export async function showReview(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  submission: SubmissionRecord,
  known: KnownReview | undefined,
  refusal?: Refusal,
): Promise<ResponseWithoutJson> {
  const { forms, assets } = dependencies;
  const user = requireUser(c);
  const form = forms.get(submission.form);
  const place = readPlaceInTable(new URL(c.req.url).searchParams);
  const [page, neighbours] = await Promise.all([
    toReviewPage(dependencies, forms, user, submission, known),
    place && form && findNeighbours(dependencies, form, user, submission.id, place),
  ]);
  const placeQuery = place ? `?${queryOfPlace(place)}` : '';
  const panel = page.panel && {
    ...page.panel,
    placeQuery,
    action: `/submissions/${submission.id}/events${placeQuery}`,
    refused: refusal && toRefused(refusal),
  };
  const changes = (refusal?.changes ?? []).map((event) => shownEvent(form, event));
  return renderPage(
    c,
    dependencies,
    ({ pages, language }) => pages.submissions.receiptTitle({ ...page, formTitle: textIn(page.formTitle, language) }),
    <ReviewPage
      {...page}
      sharing={sharingOf(user, submission, forms)}
      panel={panel}
      changes={changes}
      neighbours={neighbours}
      isSaved={refusal === undefined && c.req.query('saved') !== undefined}
      scriptPath={assets.pathOf('review.js')}
    />,
    refusal?.problem,
  );
}

function toRefused({ problem, post }: Refusal) {
  return { kind: post.get('kind') ?? '', problem, typed: Object.fromEntries(post) };
}
