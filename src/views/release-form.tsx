import type { RefusedDecision, ReviewPanelProps } from './decision-form.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages, useProblemText } from './language.tsx';
import { ScanBadge, type ShownScan } from './scan-badge.tsx';
import { Time } from './time.tsx';

/** What the forms of releases need: the place in the table, and a release that was refused. */
export type Releasing = Pick<ReviewPanelProps, 'placeQuery' | 'refused'>;

interface ReleaseFormProps extends Releasing {
  readonly file: { readonly id: string; readonly filename: string; readonly scan: ShownScan };
}

/** Renders the form that releases a file. It names the scan that the page shows, and takes a note. */
export function ReleaseForm({ file: { id, filename, scan }, placeQuery, refused }: ReleaseFormProps) {
  const { scans, review } = useMessages().pages;
  const typed = isReleaseOf(refused, id) ? refused.typed : undefined;
  return (
    <details class="quiet-details" open={typed !== undefined}>
      <summary>
        {scans.release}
        <span class="visually-hidden">
          <bdi>{filename}</bdi>
        </span>
      </summary>
      <form method="post" action={`/files/${id}/release${placeQuery}`}>
        <input type="hidden" name="state" value={scan.state} />
        <input type="hidden" name="at" value={scan.at ?? ''} />
        <label for={`release-${id}`}>{review.note}</label>
        <p class="hint" id={`release-hint-${id}`}>
          {review.noteHint}
        </p>
        <textarea id={`release-${id}`} name="note" rows={2} maxlength={4000} aria-describedby={`release-hint-${id}`}>
          {typed?.note ?? ''}
        </textarea>
        <button type="submit" class="secondary" aria-label={scans.releaseOf({ file: filename })}>
          {scans.release}
        </button>
      </form>
    </details>
  );
}

interface RefusedReleaseProps {
  readonly refused: RefusedDecision | undefined;
  readonly files: readonly { readonly files: readonly ReleaseFormProps['file'][] }[];
}

/** Renders why a release was refused, with the scan that the reviewer saw and that of now. */
export function RefusedRelease({ refused, files }: RefusedReleaseProps) {
  const { scans, frame } = useMessages().pages;
  const file = files.flatMap((field) => field.files).find(({ id }) => isReleaseOf(refused, id));
  const text = useProblemText(file && refused?.problem);
  if (!text || !file) return null;
  const { expected } = refused?.problem.members ?? {};
  return (
    <section class="notice notice-caution" role="alert" tabindex={-1} autofocus>
      <p>
        <FilledText
          text={frame.fieldProblem({ label: '{label}', problem: '{problem}' })}
          parts={{ label: <bdi>{file.filename}</bdi>, problem: text.errors[0]?.message ?? text.detail }}
        />
      </p>
      {isSeen(expected) && !file.scan.isReleased && (
        <p class="facts">
          <span>
            {scans.seen} <ScanAndTime scan={{ ...file.scan, ...expected, isReleased: false }} />
          </span>
          <span>
            {scans.now} <ScanAndTime scan={file.scan} />
          </span>
        </p>
      )}
    </section>
  );
}

/** Renders a scan with the time of its verdict: two states have the same words. */
function ScanAndTime({ scan }: { scan: ShownScan }) {
  return (
    <>
      <ScanBadge scan={scan} /> {scan.at && <Time at={scan.at} />}
    </>
  );
}

function isReleaseOf(refused: RefusedDecision | undefined, id: string): refused is RefusedDecision {
  return refused?.kind === 'release' && refused.typed.file === id;
}

/** True for the scan that a refusal names as `expected`. Other problems have no such member. */
function isSeen(value: unknown): value is Pick<ShownScan, 'state'> {
  return typeof value === 'object' && value !== null && 'state' in value;
}
