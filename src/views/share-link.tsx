import { useMessages } from './language.tsx';

/** Where a reader finds the links to a submission. */
export interface Sharing {
  readonly path: string;
  /** True when they may make links too. */
  readonly mayShare: boolean;
}

/** Renders the link to the links of a submission. */
export function ShareLink({ path, mayShare }: Sharing) {
  const { share, title } = useMessages().pages.links;
  return (
    <a href={path} class={mayShare ? 'button secondary' : undefined}>
      {mayShare ? share : title}
    </a>
  );
}
