import { readFileSync } from 'node:fs';
import { collectGarbage, memoryWatch } from '../../test/journeys/any-size/memory-watch.ts';

/** What a process has moved, and the memory that it took beyond that before it began. */
export interface Moved {
  readonly readBytes: number;
  readonly writtenBytes: number;
  readonly growthBytes: number;
}

/** Begins to measure this process; the reply measures from the beginning until then. */
export function watchProcess(): () => Moved {
  collectGarbage();
  const memory = memoryWatch();
  const { nowBytes } = memory();
  const before = bytesMoved();
  return () => {
    const after = bytesMoved();
    return {
      readBytes: after.readBytes - before.readBytes,
      writtenBytes: after.writtenBytes - before.writtenBytes,
      growthBytes: memory().peakBytes - nowBytes,
    };
  };
}

/** The bytes that this process has read and written so far, by the kernel's account (Linux). */
function bytesMoved(): { readBytes: number; writtenBytes: number } {
  const io = readFileSync('/proc/self/io', 'utf8');
  const of = (name: string) => Number(new RegExp(`^${name}: (\\d+)`, 'm').exec(io)?.[1]);
  return { readBytes: of('rchar'), writtenBytes: of('wchar') };
}
