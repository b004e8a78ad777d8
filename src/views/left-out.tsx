import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';

interface LeftOutProps {
  readonly sentence: string;
  /** The labels of fields that an older version of the form asked for, or the names of files. */
  readonly labels: readonly Text[];
}

/** Renders a notice of what a form does not take over; nothing when it takes everything. */
export function LeftOut({ sentence, labels }: LeftOutProps) {
  if (labels.length === 0) return null;
  return (
    <div class="notice notice-caution" role="status">
      <p>{sentence}</p>
      <ul>
        {labels.map((label) => (
          <li>
            <bdi>
              <DeclaredText text={label} />
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
