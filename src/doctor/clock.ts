import { type Check, cannotTell, ok, wrong } from './finding.ts';

/**
 * S3 refuses what was signed more than 15 minutes away from its own time (RequestTimeTooSkewed); our signed requests
 * live for 5 minutes, so that a clock which is so much behind makes them expired on arrival.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const allowedSkewMinutes = 5;
const timeoutMs = 5000;

/** This machine's clock against the `Date` of whoever answers at the addresses; it need not be a success. */
export function clockIsRight(clock: () => Date, addresses: Readonly<Record<string, URL>>): Check {
  return {
    name: 'clock',
    async ask() {
      const skews = await Promise.all(Object.values(addresses).map((address) => skewMinutes(clock, address)));
      const worst = Object.keys(addresses)
        .flatMap((name, index) => ({ name, minutes: skews[index] }))
        .filter((skew): skew is { name: string; minutes: number } => skew.minutes !== undefined)
        .toSorted((a, b) => Math.abs(b.minutes) - Math.abs(a.minutes))[0];
      if (!worst) return cannotTell('Neither bucket nor table says what time it is.');
      const minutes = Math.round(Math.abs(worst.minutes));
      if (minutes <= allowedSkewMinutes) return ok();
      const direction = worst.minutes > 0 ? 'ahead of' : 'behind';
      const mend = 'Set the clock of this machine by NTP, for example: timedatectl set-ntp true';
      return wrong(`The clock is ${minutes} minutes ${direction} the ${worst.name}'s.`, mend);
    },
  };
}

/** Positive when we are ahead; undefined when nobody answers or the answer has no date. */
async function skewMinutes(clock: () => Date, address: URL): Promise<number | undefined> {
  const asked = clock().getTime();
  const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(timeoutMs) }).catch(() => null);
  const theirs = Date.parse(response?.headers.get('Date') ?? '');
  if (Number.isNaN(theirs)) return undefined;
  return ((asked + clock().getTime()) / 2 - theirs) / 60_000;
}
