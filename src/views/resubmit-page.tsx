import type { Problem } from '../problems/problem.ts';
import { problemText } from '../problems/problem-text.ts';
import { useMessages } from './language.tsx';
import { RequestNumber } from './request-number.tsx';

interface ResubmitPageProps {
  readonly problem: Problem;
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
export function ResubmitPage({ problem, path, fields, requestId }: ResubmitPageProps) {
  const messages = useMessages();
  return (
    <>
      <h1>{messages.titles[problem.kind]}</h1>
      <p class="error-summary" role="alert">
        {problemText(problem, messages).detail} {messages.pages.forms.everythingKept}
      </p>
      <form method="post" action={path}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">{messages.pages.forms.sendAgain}</button>
      </form>
      <RequestNumber requestId={requestId} />
    </>
  );
}
