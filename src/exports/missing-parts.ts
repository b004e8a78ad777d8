import type { ReceivedPart } from '../storage/multipart-upload.ts';
import type { PlannedPart } from '../storage/planned-part.ts';

/** Returns the planned parts that the bucket does not have yet: work goes on where it broke off. */
export function* missingParts(
  planned: Iterable<PlannedPart>,
  received: readonly Pick<ReceivedPart, 'partNumber' | 'size'>[],
): Generator<PlannedPart, void, undefined> {
  const sizes = new Map(received.map(({ partNumber, size }) => [partNumber, size]));
  for (const part of planned) if (sizes.get(part.number) !== part.size) yield part;
}
