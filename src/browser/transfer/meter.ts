import { createSpeed } from './speed.ts';

/** Counts the bytes of one upload: those that the bucket has, and those on their way. */
export interface Meter {
  /** Notes the bytes of a request on their way; the number tells concurrent parts apart. */
  inFlight(partNumber: number, bytes: number): void;
  /** Notes a part that the bucket has. */
  confirm(partNumber: number, bytes: number): void;
  /** Forgets the bytes on their way, whose requests were cut off. */
  dropInFlight(): void;
  /** Sets both counts to 0. */
  reset(): void;
  /** Forgets the speed, after a pause. */
  rest(): void;
  /** Returns the bytes, both kinds. */
  sent(): number;
  /** Returns the smoothed speed; 0 while it is unknown. */
  bytesPerSecond(): number;
}

/** Creates a meter that calls `onChange` at every change. */
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
    dropInFlight: () => inFlight.clear(),
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
