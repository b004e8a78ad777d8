import { type Check, cannotTell, ok, wrong } from '../../src/health/finding.ts';
import { signedRequestLifetimeSeconds } from '../../src/storage/presigned-request.ts';
import { minuteMs } from '../../src/values/duration.ts';

/** What must be left of a signed request's life when it is given out: time for a person to begin. */
const neededSeconds = 60;

/**
 * A clock that is behind takes its delay off the life of everything that it signs. S3 forgives more (15 minutes,
 * RequestTimeTooSkewed), which helps nobody whose requests have expired on arrival. One that is ahead adds to it, and
 * is held to the same.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const allowedSkewMs = (signedRequestLifetimeSeconds - neededSeconds) * 1000;
const timeoutMs = 5000;

/** This machine's clock against the `Date` of whoever answers at the addresses; it need not be a success. */
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
      const mend = 'Set the clock of this machine by NTP, for example: timedatectl set-ntp true';
      return wrong(`The clock is ${minutes} minutes ${direction} the ${worst.name}'s.`, mend);
    },
  };
}

/** Positive when we are ahead; undefined when nobody answers or the answer has no date. */
async function measureSkewMs(clock: () => Date, address: URL): Promise<number | undefined> {
  const asked = clock().getTime();
  const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  const theirs = Date.parse(response?.headers.get('Date') ?? '');
  if (Number.isNaN(theirs)) return undefined;
  return (asked + clock().getTime()) / 2 - theirs;
}
