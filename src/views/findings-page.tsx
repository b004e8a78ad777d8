import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { ScanBadge, ScanNote, type ShownScan } from './scan-badge.tsx';
import { Time } from './time.tsx';

interface Finding {
  readonly id: string;
  readonly filename: string;
  readonly formTitle: Text;
  /** The address of its submission; `undefined` for a file that was refused before. */
  readonly submissionPath: string | undefined;
  readonly at: string | undefined;
  readonly scan: ShownScan;
}

interface FindingsPageProps {
  readonly findings: readonly Finding[];
  readonly nextPath: string | null;
}

/** Renders what scans have found, for admins. */
export function FindingsPage({ findings, nextPath }: FindingsPageProps) {
  const { scans: texts } = useMessages().pages;
  return (
    <>
      <h1>{texts.title}</h1>
      <p>{texts.introduction}</p>
      {findings.length === 0 ? (
        <p>{texts.none}</p>
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

function FindingLine({ filename, formTitle, submissionPath, at, scan }: Finding) {
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
        </span>
        <ScanNote scan={scan} isOpen={scan.isReleased} />
      </div>
      <span class="record-end">
        <ScanBadge scan={scan} />
      </span>
    </li>
  );
}
