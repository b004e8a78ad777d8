import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';

/** How a table is sorted by a column, and the address that sorts by it or turns it around. */
export interface Order {
  readonly order?: 'ascending' | 'descending' | undefined;
  readonly sortPath?: string | undefined;
}

export interface HeadProps extends Order {
  readonly label: Text;
  /** The type of the field. */
  readonly type?: string;
}

/** Renders the head of a column, a link where the table can be sorted by it. */
export function Head({ label, type, order, sortPath }: HeadProps) {
  return (
    <th scope="col" aria-sort={order} class={type === 'number' ? 'row-number' : undefined}>
      {sortPath === undefined ? (
        <DeclaredText text={label} />
      ) : (
        <a class="sort-link" href={sortPath}>
          <DeclaredText text={label} />
          <span class="sort-mark" aria-hidden="true">
            {order === 'ascending' ? '↑' : order === 'descending' ? '↓' : '↕'}
          </span>
        </a>
      )}
    </th>
  );
}
