import { type Check, cannotTell, ok, wrong } from '../../src/health/finding.ts';
import { signedRequestLifetimeSeconds } from '../../src/storage/presigned-request.ts';
import { minuteMs } from '../../src/values/duration.ts';

/** The least life that a signed request has left when the app issues it: time for a person to begin. */
const neededSeconds = 60;

/**
 * The largest accepted difference between this machine's clock and the servers' clocks.
 *
 * A clock that is behind shortens the life of everything that it signs by its delay. S3 forgives more (15 minutes,
 * RequestTimeTooSkewed), but requests that have expired on arrival still fail. A clock that is ahead adds to that life,
 * and has the same limit.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const allowedSkewMs = (signedRequestLifetimeSeconds - neededSeconds) * 1000;
const timeoutMs = 5000;

/** Compares this machine's clock with the `Date` header of responses from the addresses. Error responses count too. */
export function clockIsRight(clock: () => Date, addresses: Readonly<Record<string, URL>>): Check {
  return {
    name: 'clock',
    async ask() {
      const skews = await Promise.all(Object.values(addresses).map((address) => measureSkewMs(clock, address)));
      const worst = Object.keys(addresses)
        .flatMap((name, index) => ({ name, ms: skews[index] }))
        .filter((skew): skew is { name: string; ms: number } => skew.ms !== undefined)
        .toSorted((a, b) => Math.abs(b.ms) - Math.abs(a.ms))[0];
      if (!worst) return cannotTell('Neither bucket nor table says what time it is.');
      if (Math.abs(worst.ms) <= allowedSkewMs) return ok();
      const minutes = Math.round(Math.abs(worst.ms) / minuteMs);
      const direction = worst.ms > 0 ? 'ahead of' : 'behind';
      const fix = 'Set the clock of this machine by NTP, for example: timedatectl set-ntp true';
      return wrong(`The clock is ${minutes} minutes ${direction} the ${worst.name}'s.`, fix);
    },
  };
}

/** Returns a positive number when this machine is ahead, undefined without a response or without its date. */
async function measureSkewMs(clock: () => Date, address: URL): Promise<number | undefined> {
  const asked = clock().getTime();
  const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  const theirs = Date.parse(response?.headers.get('Date') ?? '');
  if (Number.isNaN(theirs)) return undefined;
  return (asked + clock().getTime()) / 2 - theirs;
}
