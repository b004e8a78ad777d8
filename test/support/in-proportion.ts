import { expect } from 'vitest';

/** A pass over each character that does next to nothing takes a nanosecond or two; real work on one takes some more. */
const allowedRatio = 3000;
/** Of shorter texts the processor's clock says nothing. */
const leastCharacters = 100_000;
const passes = 20;

/**
 * Expects that work on a text of so many characters takes time in proportion to them, and not to their square. Counted in
 * processor time, beside a plain pass over as many characters in the same run, so that neither a slow machine nor a busy
 * one shows in it.
 */
export async function expectInProportion(characters: number, work: () => unknown): Promise<void> {
  const text = 'a'.repeat(Math.max(characters, leastCharacters));
  const micros = await processorMicros(() => {
    for (let pass = 0; pass < passes; pass += 1) passOver(text);
  });
  expect((await processorMicros(work)) / (micros / passes)).toBeLessThan(allowedRatio);
}

async function processorMicros(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

function passOver(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum += text.charCodeAt(at);
  return sum;
}
