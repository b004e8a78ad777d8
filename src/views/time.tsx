/** Renders a time for people and for programs. It names its zone, UTC, since the server does not know the reader's. */
export function Time({ at }: { at: string }) {
  return <time datetime={at}>{`${at.slice(0, 16).replace('T', ' ')} UTC`}</time>;
}
