import { collectGarbage, memoryWatch } from '../../test/journeys/any-size/memory-watch.ts';
import { bytesMoved } from './stage.ts';

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
