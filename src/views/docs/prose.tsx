/** Renders a text of the OpenAPI document: English, with code between backticks. */
export function Prose({ text }: { text: string }) {
  return (
    <span lang="en" dir="ltr">
      {text.split('`').map((part, at) => (at % 2 === 1 ? <code>{part}</code> : part))}
    </span>
  );
}
