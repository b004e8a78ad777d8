import type { Child } from 'hono/jsx';

interface ConfirmedActionProps {
  /** The path to which the action posts. */
  readonly action: string;
  readonly text: string;
  /** The text for screen readers where `text` alone does not name the thing. */
  readonly label?: string;
  /** The sentence that says the consequence of the action. */
  readonly question: string;
  /** The text of the button that acts. */
  readonly confirm: string;
  /** Hidden inputs. */
  readonly children?: Child;
}

/** Renders a button that asks before it acts. It opens without the script, and closes by pressing it again. */
export function ConfirmedAction({ action, text, label, question, confirm, children }: ConfirmedActionProps) {
  return (
    <details class="confirmed-action">
      <summary class="button secondary" aria-label={label}>
        {text}
      </summary>
      <form method="post" action={action}>
        {children}
        <p>{question}</p>
        <button type="submit" class="danger">
          {confirm}
        </button>
      </form>
    </details>
  );
}
