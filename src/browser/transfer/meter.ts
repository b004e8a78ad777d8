import { createSpeed } from './speed.ts';

/** Counts the bytes of one upload: those that the bucket has, and those on their way. */
export interface Meter {
  /** Bytes of a request on their way; the number tells parts that are sent at the same time apart. */
  inFlight(partNumber: number, bytes: number): void;
  /** The bucket has this part. */
  confirm(partNumber: number, bytes: number): void;
  /** Begins again with nothing. */
  reset(): void;
  /** Forgets how fast it was, after a pause. */
  rest(): void;
  /** Bytes, both kinds. */
  sent(): number;
  /** Smoothed; 0 while it is unknown. */
  bytesPerSecond(): number;
}

/** Makes a meter that tells of every change. */
export function createMeter(onChange: () => void, now: () => number = () => performance.now()): Meter {
  const speed = createSpeed();
  const inFlight = new Map<number, number>();
  let confirmed = 0;
  const sent = () => {
    let sum = confirmed;
    for (const bytes of inFlight.values()) sum += bytes;
    return sum;
  };
  const changed = () => {
    speed.note(sent(), now());
    onChange();
  };
  return {
    sent,
    bytesPerSecond: () => speed.at(now()),
    rest: () => speed.reset(),
    inFlight(partNumber, bytes) {
      inFlight.set(partNumber, bytes);
      changed();
    },
    confirm(partNumber, bytes) {
      inFlight.delete(partNumber);
      confirmed += bytes;
      changed();
    },
    reset() {
      inFlight.clear();
      confirmed = 0;
      speed.reset();
      changed();
    },
  };
}
