/** The numbers that one process takes at once: fifty processes of a hundred submissions a second take 50 a second. */
const numbersAtOnce = 100;

interface Range {
  next: number;
  readonly last: number;
}

/**
 * Hands out numbers from ranges, so that one write to the counter serves many. Every number is given
 * once. Those of two processes do not follow one another in time, and the rest of a range is lost with its process.
 * @param takeRange adds so many to the counter of this name, and returns its new value
 */
export function createNumberRanges(takeRange: (name: string, count: number) => Promise<number>) {
  const ranges = new Map<string, Promise<Range>>();

  function begin(name: string): Promise<Range> {
    const taking = takeRange(name, numbersAtOnce).then((last) => ({ next: last - numbersAtOnce + 1, last }));
    ranges.set(name, taking);
    // After a failure the next call tries again.
    taking.catch(() => ranges.delete(name));
    return taking;
  }

  return {
    async next(name: string): Promise<number> {
      let taking = ranges.get(name) ?? begin(name);
      let range = await taking;
      while (range.next > range.last) {
        // The first of those that wait takes the next range, and the others wait for the same.
        const current = ranges.get(name);
        taking = current === undefined || current === taking ? begin(name) : current;
        range = await taking;
      }
      const number = range.next;
      range.next += 1;
      return number;
    },
  };
}
