/** Renders a confirmation, which screen readers read when the page opens. */
export function SuccessNotice({ text }: { text: string }) {
  return (
    <p class="notice notice-success" role="status">
      {text}
    </p>
  );
}
