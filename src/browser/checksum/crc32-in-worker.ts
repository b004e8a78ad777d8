import type { Crc32OfBlob } from './file-checksum.ts';

/**
 * Returns a function that has a worker compute checksums, one after the other. Without a worker, as where the browser
 * refuses to start it, and for a blob that the worker cannot read, `inPage` computes them.
 */
export function createCrc32InWorker(startWorker: () => Worker, inPage: Crc32OfBlob): Crc32OfBlob {
  const waiting: ((crc?: number) => void)[] = [];
  let worker: Worker | undefined;
  let isBroken = false;

  const giveUp = () => {
    isBroken = true;
    for (const resolve of waiting.splice(0)) resolve();
  };
  const start = () => {
    const started = startWorker();
    started.onmessage = ({ data }: MessageEvent<number | undefined>) => waiting.shift()?.(data);
    started.onerror = giveUp;
    return started;
  };
  const ask = (blob: Blob) =>
    new Promise<number | undefined>((resolve) => {
      waiting.push(resolve);
      try {
        worker ??= start();
        worker.postMessage(blob);
      } catch {
        giveUp();
      }
    });

  return async (blob, signal) => {
    signal.throwIfAborted();
    const crc = isBroken ? undefined : await ask(blob);
    signal.throwIfAborted();
    return crc ?? inPage(blob, signal);
  };
}
