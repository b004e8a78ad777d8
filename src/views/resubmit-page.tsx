import { RequestNumber } from './request-number.tsx';

interface ResubmitPageProps {
  readonly title: string;
  readonly detail: string;
  /** The address that receives the form. */
  readonly path: string;
  /** All submitted fields, in their order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly requestId: string;
}

/**
 * Renders the page that an outage shows instead of a form. It holds the submitted fields as hidden inputs, and a button
 * to send them again.
 */
export function ResubmitPage({ title, detail, path, fields, requestId }: ResubmitPageProps) {
  return (
    <>
      <h1>{title}</h1>
      <p class="error-summary" role="alert">
        {detail} Everything you filled in is kept on this page.
      </p>
      <form method="post" action={path}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Send it again</button>
      </form>
      <RequestNumber requestId={requestId} />
    </>
  );
}
