/** The speed of an upload, smoothed over the last seconds. */
export interface Speed {
  /** Notes the bytes that were sent by a time, in milliseconds of any steady clock. */
  note(sentBytes: number, now: number): void;
  /** Returns bytes a second, from 0; falls while nothing is sent. */
  at(now: number): number;
  /** Forgets the notes, after a pause. */
  reset(): void;
}

/** The milliseconds that count: long enough that a part's end does not make the figure jump. */
const windowMs = 8_000;
const sampleEveryMs = 200;

/** Creates a speed without any notes. */
export function createSpeed(): Speed {
  const samples: { sentBytes: number; now: number }[] = [];
  return {
    note(sentBytes, now) {
      if (now - (samples.at(-1)?.now ?? -sampleEveryMs) >= sampleEveryMs) samples.push({ sentBytes, now });
      while (samples.length > 2 && now - (samples[1]?.now ?? now) > windowMs) samples.shift();
    },
    at(now) {
      const [first, latest] = [samples[0], samples.at(-1)];
      if (first === undefined || latest === undefined || first === latest) return 0;
      // Bytes that were lost on the way count back.
      return Math.max(0, (1000 * (latest.sentBytes - first.sentBytes)) / (now - first.now));
    },
    reset() {
      samples.length = 0;
    },
  };
}
