import type { Child } from 'hono/jsx';
import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { Time } from './time.tsx';

/** What happened with a form. */
interface FormStatistics {
  readonly form: string;
  readonly title: Text;
  readonly declaredStates: readonly { readonly name: string; readonly label: Text }[];
  readonly states: Readonly<Record<string, number>>;
  readonly funnel: {
    readonly started: number | null;
    readonly sent: number;
    readonly accepted: number;
  };
  readonly rejected: Readonly<Record<string, number>>;
  readonly stored: { readonly files: number; readonly bytes: number; readonly countedAt: string } | null;
}

interface JobNumber {
  readonly count: number;
  /** True when there may be more. */
  readonly isCutShort: boolean;
}

interface StatisticsPageProps {
  readonly days: number;
  readonly forms: readonly FormStatistics[];
  readonly signInLimitsReached: number;
  readonly waitingJobs: JobNumber;
  readonly failedJobs: JobNumber;
}

/** Renders what happens with the forms, for admins: tables of numbers, with a bar for each. */
export function StatisticsPage({ days, forms, signInLimitsReached, waitingJobs, failedJobs }: StatisticsPageProps) {
  const { formats, pages } = useMessages();
  const texts = pages.statistics;
  const jobs = ({ count, isCutShort }: JobNumber) =>
    isCutShort ? texts.atLeast({ number: formats.number(count) }) : formats.number(count);
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.introduction({ days })}</p>
      {forms.map((form) => (
        <FormSection {...form} />
      ))}
      <section aria-labelledby="site-heading">
        <h2 id="site-heading">{texts.siteTitle}</h2>
        <dl>
          <dt>{texts.waitingJobs}</dt>
          <dd>
            <a href="/jobs">{jobs(waitingJobs)}</a>
          </dd>
          <dt>{texts.failedJobs}</dt>
          <dd>
            <a href="/jobs">{jobs(failedJobs)}</a>
          </dd>
          <dt>{texts.signInLimits}</dt>
          <dd>{formats.number(signInLimitsReached)}</dd>
        </dl>
      </section>
    </>
  );
}

function FormSection({ form, title, declaredStates, states, funnel, rejected, stored }: FormStatistics) {
  const texts = useMessages().pages.statistics;
  const { started, sent, accepted } = funnel;
  const id = `form-${form}`;
  const own: Record<string, string> = { withdrawn: texts.withdrawn, superseded: texts.superseded };
  const labelOf = (state: string) => declaredStates.find(({ name }) => name === state)?.label ?? own[state] ?? state;
  const reasons: Readonly<Record<string, string>> = texts.reasons;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        <DeclaredText text={title} />
      </h2>
      {stored && <Stored {...stored} />}
      <BarTable
        caption={texts.funnelTitle}
        heading={texts.step}
        rows={[
          ...(started === null ? [] : [[texts.steps.started, started] as const]),
          [texts.steps.sent, sent],
          [texts.steps.accepted, accepted],
        ]}
      />
      <BarTable
        caption={texts.statesTitle}
        heading={texts.state}
        rows={Object.entries(states).map(([state, count]) => [<DeclaredText text={labelOf(state)} />, count] as const)}
      />
      {Object.keys(rejected).length === 0 && started ? <p>{texts.nothingRejected}</p> : null}
      {Object.keys(rejected).length > 0 && (
        <BarTable
          caption={texts.rejectedTitle}
          heading={texts.reason}
          rows={Object.entries(rejected).map(([reason, count]) => [reasons[reason] ?? reason, count] as const)}
        />
      )}
    </section>
  );
}

function Stored({ files, bytes, countedAt }: NonNullable<FormStatistics['stored']>) {
  const { formats, pages } = useMessages();
  return (
    <p class="facts">
      <span>{pages.statistics.stored}</span>
      <span>{pages.jobs.files({ count: files })}</span>
      <span class="size">{formats.bytes(bytes)}</span>
      <span>
        <FilledText text={pages.jobs.countedAt} parts={{ time: <Time at={countedAt} /> }} />
      </span>
    </p>
  );
}

interface BarTableProps {
  readonly caption: string;
  /** The heading of the first column. */
  readonly heading: string;
  readonly rows: readonly (readonly [label: Child, number: number])[];
}

/** Renders numbers as a table. Each row has a bar, as long as its number is large, which screen readers pass over. */
function BarTable({ caption, heading, rows }: BarTableProps) {
  const { formats, pages } = useMessages();
  const largest = Math.max(1, ...rows.map(([, number]) => number));
  return (
    <table class="bars">
      <caption>{caption}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">{pages.statistics.number}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, number]) => (
          <tr>
            <th scope="row">{label}</th>
            <td>
              <div class="bar">
                <span class="bar-number">{formats.number(number)}</span>
                <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={String(Math.round((Math.max(0, number) / largest) * 1000) / 10)} height="10" />
                </svg>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
