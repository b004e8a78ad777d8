/** Renders the number to name when asking for help. */
export function RequestNumber({ requestId }: { requestId: string }) {
  return (
    <p class="file-facts">
      Reference for support: <code>{requestId}</code>
    </p>
  );
}
