import type { Child } from 'hono/jsx';
import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { ExportButtons } from './export-button.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { StateName } from './state-badge.tsx';
import { SubmissionFilter, type SubmissionFilterProps } from './submission-filter.tsx';
import { SubmissionTable, type SubmissionTableProps } from './submission-table.tsx';

interface SubmissionTablePageProps {
  readonly slug: string;
  readonly title: Text;
  readonly scriptPath: string;
  readonly filter: SubmissionFilterProps;
  /** The page of the table; `undefined` when the address has a problem. */
  readonly found:
    | (Omit<SubmissionTableProps, 'formTitle' | 'isChoosable'> & {
        readonly tabs: readonly StateTab[];
        /** True when a row is not in the index yet. */
        readonly isArriving: boolean;
        /** True when the search stopped at its limit. */
        readonly isCutShort: boolean;
        readonly previousPath: string | undefined;
        readonly nextPath: string | undefined;
      })
    | undefined;
  readonly mayDecide: boolean;
  /** The bar of decisions about the chosen rows. */
  readonly bar?: Child;
}

interface StateTab {
  /** `undefined` for all states. */
  readonly state: string | undefined;
  readonly label: Text | undefined;
  readonly path: string;
  readonly count: number | undefined;
  readonly isCurrent: boolean;
}

/** Renders the table in which reviewers find the submissions of a form. */
export function SubmissionTablePage(props: SubmissionTablePageProps) {
  const { slug, title, scriptPath, filter, found, mayDecide, bar } = props;
  const texts = useMessages().pages.submissionTable;
  return (
    <>
      <header class="page-header workspace">
        <h1>
          <FilledText text={texts.title({ form: '{form}' })} parts={{ form: <DeclaredText text={title} /> }} />
        </h1>
      </header>
      {found && <Tabs tabs={found.tabs} />}
      <SubmissionFilter {...filter} />
      {found?.isArriving && <p class="arriving quiet wide">{texts.beingSortedIn}</p>}
      {found && found.rows.length > 0 && (
        <form class="submission-choice wide" method="post" action={`/forms/${slug}/submissions/decisions`}>
          <SubmissionTable {...found} formTitle={title} isChoosable={mayDecide} />
          {bar}
        </form>
      )}
      {found && found.rows.length === 0 && <NoRows isFiltered={filter.conditions.length > 0} {...found} />}
      {found && <Pages {...found} />}
      {found && found.rows.length > 0 && <ExportButtons form={slug} query={`${new URLSearchParams(filter.asked)}`} />}
      {found && found.rows.length > 1 && (
        <p class="quiet keys" data-keys hidden>
          <FilledText text={texts.keys} parts={{ next: <kbd>j</kbd>, previous: <kbd>k</kbd> }} />
        </p>
      )}
      <script type="module" src={scriptPath} />
    </>
  );
}

/** Renders the states as tabs, each with the number of its submissions. */
function Tabs({ tabs }: { tabs: readonly StateTab[] }) {
  const { formats, pages } = useMessages();
  const texts = pages.submissionTable;
  return (
    <nav class="account-tabs state-tabs wide" aria-label={texts.byState}>
      <ul>
        {tabs.map(({ state, label, path, count, isCurrent }) => (
          <li>
            <a href={path} aria-current={isCurrent ? 'page' : undefined}>
              {state === undefined ? texts.all : <StateName name={state} label={label} />}
              {count !== undefined && <span class="tab-count"> {formats.number(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function NoRows({ isFiltered, isCutShort }: { readonly isFiltered: boolean; readonly isCutShort: boolean }) {
  const texts = useMessages().pages.submissionTable;
  if (isCutShort) return <p class="empty">{texts.noneSoFar}</p>;
  return <p class="empty">{isFiltered ? texts.noneMatch : texts.none}</p>;
}

function Pages({
  isCutShort,
  previousPath,
  nextPath,
}: Pick<NonNullable<SubmissionTablePageProps['found']>, 'isCutShort' | 'previousPath' | 'nextPath'>) {
  const texts = useMessages().pages.submissionTable;
  if (previousPath === undefined && nextPath === undefined) return null;
  return (
    <>
      {isCutShort && <p class="quiet">{texts.cutShort}</p>}
      <nav class="pager wide" aria-label={texts.pages}>
        {previousPath !== undefined && (
          <a href={previousPath} rel="prev">
            {texts.previous}
          </a>
        )}
        {nextPath !== undefined && (
          <a class="pager-next" href={nextPath} rel="next">
            {isCutShort ? texts.keepLooking : texts.next}
          </a>
        )}
      </nav>
    </>
  );
}
