import { Icon } from './icon.tsx';
import { useMessages } from './language.tsx';

/** The scan of a file, as pages show it. */
export interface ShownScan {
  readonly state: 'off' | 'waiting' | 'clean' | 'infected' | 'unscannable' | 'failed';
  /** The time of the verdict (RFC 3339), where there is one. */
  readonly at?: string | undefined;
  /** The name of what was found, for an infected file. */
  readonly signature: string | undefined;
  /** Why a scanner could not look into it. */
  readonly reason: 'encrypted' | 'too-large' | 'not-supported' | undefined;
  readonly isReleased: boolean;
}

const looks = {
  waiting: { look: 'badge', icon: 'clock' },
  clean: { look: 'badge badge-success', icon: 'check' },
  infected: { look: 'badge badge-failure', icon: 'alert' },
  unscannable: { look: 'badge badge-caution', icon: 'alert' },
  failed: { look: 'badge badge-caution', icon: 'alert' },
} as const;

/** Renders how far the scan of a file is: an icon with words. Nothing for a file that is never scanned. */
export function ScanBadge({ scan: { state, isReleased } }: { scan: ShownScan }) {
  const { scans } = useMessages().pages;
  if (state === 'off') return null;
  const { look, icon } = looks[state];
  return (
    <span class={`${look} scan-badge`}>
      <Icon name={icon} />
      {isReleased ? scans.released : scans.states[state]}
    </span>
  );
}

/** True for a file that reviewers can release: it could not be scanned, and no one has released it. */
export function isReleasable({ state, isReleased }: ShownScan): boolean {
  return !isReleased && (state === 'unscannable' || state === 'failed');
}

/** Renders what people should know of a scan beside its badge: what was found, or why nothing could be. */
export function ScanNote({ scan, isOpen }: { scan: ShownScan; isOpen: boolean }) {
  const { scans } = useMessages().pages;
  const { state, signature, reason } = scan;
  if (state === 'off' || state === 'clean' || (state === 'waiting' && isOpen)) return null;
  return (
    <p class="scan-note">
      {signature !== undefined && (
        <>
          {scans.found} <code dir="ltr">{signature}</code>
          {'. '}
        </>
      )}
      {reason !== undefined && `${scans.reasons[reason]} `}
      {isOpen ? isReleasable(scan) && scans.openForSubmitter : scans.closed[state]}
    </p>
  );
}
