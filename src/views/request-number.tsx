import { useMessages } from './language.tsx';

/** Renders the number to name when asking for help. */
export function RequestNumber({ requestId }: { requestId: string }) {
  return (
    <p class="file-facts">
      {useMessages().pages.frame.referenceForSupport} <code>{requestId}</code>
    </p>
  );
}
