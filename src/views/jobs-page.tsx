import type { Messages } from '../messages/messages.ts';
import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { SuccessNotice } from './success-notice.tsx';
import { Time } from './time.tsx';

interface FailedJob {
  readonly id: string;
  readonly kind: string;
  /** The kind, where this version of the app knows it. */
  readonly knownKind: keyof Messages['pages']['jobs']['kinds'] | undefined;
  readonly form: string | null;
  readonly failedAt: string;
  readonly attempts: number;
  readonly error: string;
}

interface FormTotals {
  readonly title: Text;
  /** What the form held when it was last counted. */
  readonly totals:
    | { readonly submissions: number; readonly files: number; readonly bytes: number; readonly countedAt: string }
    | undefined;
}

interface JobsPageProps {
  /** The time since which the oldest job waits; `undefined` when none does. */
  readonly oldestDueAt: string | undefined;
  readonly failed: readonly FailedJob[];
  /** True after a failed job was made to run again. */
  readonly isRetried: boolean;
  readonly nextPath: string | null;
  readonly forms: readonly FormTotals[];
}

/** Renders the work that goes on after requests, for admins: what waits, what failed, and what the forms hold. */
export function JobsPage({ oldestDueAt, failed, isRetried, nextPath, forms }: JobsPageProps) {
  const texts = useMessages().pages.jobs;
  return (
    <>
      <h1>{texts.title}</h1>
      {isRetried && <SuccessNotice text={texts.willRun} />}
      <p>{texts.introduction}</p>
      <p>
        {oldestDueAt === undefined ? (
          texts.nothingWaits
        ) : (
          <FilledText text={texts.oldestDue} parts={{ time: <Time at={oldestDueAt} /> }} />
        )}
      </p>
      <section aria-labelledby="failed-heading">
        <h2 id="failed-heading">{texts.failedTitle}</h2>
        {failed.length === 0 ? (
          <p>{texts.nothingFailed}</p>
        ) : (
          <ul class="records">
            {failed.map((job) => (
              <FailedJobLine {...job} />
            ))}
          </ul>
        )}
        <NextPageLink path={nextPath} text={texts.olderJobs} />
      </section>
      <section aria-labelledby="totals-heading">
        <h2 id="totals-heading">{texts.totalsTitle}</h2>
        <ul class="records">
          {forms.map((form) => (
            <TotalsLine {...form} />
          ))}
        </ul>
      </section>
    </>
  );
}

function FailedJobLine({ id, kind, knownKind, form, failedAt, attempts, error }: FailedJob) {
  const texts = useMessages().pages.jobs;
  const name = knownKind === undefined ? kind : texts.kinds[knownKind];
  return (
    <li>
      <span class="record-main">
        <span class="record-title">{name}</span>
        <span class="record-facts facts">
          {form !== null && (
            <span>
              <bdi>{form}</bdi>
            </span>
          )}
          <span>
            <FilledText
              text={texts.failedFacts}
              parts={{ time: <Time at={failedAt} />, attempts: texts.attempts({ count: attempts }) }}
            />
          </span>
          <span>
            <code dir="ltr">{error}</code>
          </span>
        </span>
      </span>
      <form method="post" action={`/jobs/${id}/retries`}>
        <button type="submit" class="secondary" aria-label={texts.runAgainOf({ job: name })}>
          {texts.runAgain}
        </button>
      </form>
    </li>
  );
}

function TotalsLine({ title, totals }: FormTotals) {
  const { formats, pages } = useMessages();
  const texts = pages.jobs;
  return (
    <li>
      <span class="record-main">
        <span class="record-title">
          <DeclaredText text={title} />
        </span>
        <span class="record-facts facts">
          {totals === undefined ? (
            <span>{texts.notCounted}</span>
          ) : (
            <>
              <span>{texts.submissions({ count: totals.submissions })}</span>
              <span>{texts.files({ count: totals.files })}</span>
              <span class="size">{formats.bytes(totals.bytes)}</span>
              <span>
                <FilledText text={texts.countedAt} parts={{ time: <Time at={totals.countedAt} /> }} />
              </span>
            </>
          )}
        </span>
      </span>
    </li>
  );
}
