import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { ScanBadge, ScanNote, type ShownScan } from './scan-badge.tsx';
import { Time } from './time.tsx';

/** The views of the page, in the order of their links. */
const views = ['open', 'waiting', 'released'] as const;

interface Finding {
  readonly id: string;
  readonly filename: string;
  readonly formTitle: Text;
  /** The address of its submission; `undefined` for a file that was refused before. */
  readonly submissionPath: string | undefined;
  /** The time of the verdict, or that since which it waits. */
  readonly at: string | undefined;
  readonly released: { readonly by: string; readonly at: string } | undefined;
  /** True for a file that waits for more than an hour. */
  readonly isOverdue: boolean;
  readonly scan: ShownScan;
}

interface FindingsPageProps {
  readonly show: (typeof views)[number];
  readonly findings: readonly Finding[];
  readonly nextPath: string | null;
}

/** Renders what scans have found, for admins. */
export function FindingsPage({ show, findings, nextPath }: FindingsPageProps) {
  const { scans: texts } = useMessages().pages;
  return (
    <>
      <h1>{texts.title}</h1>
      <nav class="account-tabs" aria-label={texts.title}>
        <ul>
          {views.map((view) => (
            <li>
              <a href={view === 'open' ? '/scans' : `/scans?show=${view}`} aria-current={view === show && 'page'}>
                {texts.views[view]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>{texts.introductions[show]}</p>
      {findings.length === 0 ? (
        <p>{texts.none[show]}</p>
      ) : (
        <ul class="records">
          {findings.map((finding) => (
            <FindingLine {...finding} />
          ))}
        </ul>
      )}
      <NextPageLink path={nextPath} text={texts.older} />
    </>
  );
}

function FindingLine({ filename, formTitle, submissionPath, at, released, isOverdue, scan }: Finding) {
  const texts = useMessages().pages.scans;
  const name = <bdi>{filename}</bdi>;
  return (
    <li>
      <div class="record-main">
        <span class="record-title">{submissionPath === undefined ? name : <a href={submissionPath}>{name}</a>}</span>
        <span class="record-facts facts">
          <span>
            <DeclaredText text={formTitle} />
          </span>
          {at !== undefined && (
            <span>
              <Time at={at} />
            </span>
          )}
          {isOverdue && <strong>{texts.overdue}</strong>}
          {released && (
            <span>
              <FilledText
                text={texts.releasedBy}
                parts={{ who: <bdi>{released.by}</bdi>, time: <Time at={released.at} /> }}
              />
            </span>
          )}
        </span>
        <ScanNote scan={scan} isOpen={scan.isReleased || scan.state === 'waiting'} />
      </div>
      <span class="record-end">
        <ScanBadge scan={scan} />
      </span>
    </li>
  );
}
