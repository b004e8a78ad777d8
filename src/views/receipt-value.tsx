import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';

/** A submitted value, or the label of a chosen option. */
export type ReceiptValue = Text | number | boolean | null;

/** Renders a submitted value. */
export function Value({ value }: { value: ReceiptValue }) {
  const { formats, pages } = useMessages();
  if (typeof value === 'boolean') return <>{value ? pages.submissions.yes : pages.submissions.no}</>;
  if (typeof value === 'number') return <>{formats.number(value)}</>;
  if (!value) return <>–</>;
  // The value stands beside its label in either direction.
  return <bdi>{typeof value === 'string' ? value : <DeclaredText text={value} />}</bdi>;
}
