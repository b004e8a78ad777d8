import { useMessages } from './language.tsx';
import { RequestNumber } from './request-number.tsx';

interface ErrorPageProps {
  readonly title: string;
  readonly detail: string;
  readonly requestId: string;
}

/** Renders an error: the problem, the remedy, and the number to name when asking for help. */
export function ErrorPage({ title, detail, requestId }: ErrorPageProps) {
  return (
    <>
      <h1>{title}</h1>
      <p>{detail}</p>
      <p class="actions">
        <a class="button" href="/">
          {useMessages().pages.frame.backToStart}
        </a>
      </p>
      <RequestNumber requestId={requestId} />
    </>
  );
}
