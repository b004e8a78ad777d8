import { sideBySide } from '../values/side-by-side.ts';
import { assembleObject } from './assemble.ts';
import type { BucketClient } from './bucket-client.ts';
import { putPart } from './send-part.ts';
import { storedHeaders } from './spill-headers.ts';
import type { CutPart } from './spill-parts.ts';
import type { SpillToWrite } from './spill-write.ts';

/**
 * Sends a body of more than one part and completes the upload after the last one. As many parts are sent at a time as
 * there are parts without `release`. Any earlier failure aborts the upload and removes its parts.
 * @param release called with each part as soon as its bytes are needed no more
 * @returns false when there is an object at the key already, or may be
 */
export function putInParts(
  client: BucketClient,
  { key, headers, signal }: SpillToWrite,
  parts: AsyncIterable<CutPart>,
  release: (part: CutPart) => void,
): Promise<boolean> {
  return assembleObject(client, {
    headers: { Key: key, ...storedHeaders(headers) },
    send: (upload) =>
      sideBySide(
        parts,
        (part, abortSignal) => putPart(client, upload, part, abortSignal).finally(() => release(part)),
        {
          atOnce: Number.POSITIVE_INFINITY,
          signal,
        },
      ),
    signal,
  });
}
