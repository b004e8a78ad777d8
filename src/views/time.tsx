/** A moment for people and for programs. UTC, said so: the server does not know where the reader is. */
export function Time({ at }: { at: string }) {
  return <time datetime={at}>{`${at.slice(0, 16).replace('T', ' ')} UTC`}</time>;
}
