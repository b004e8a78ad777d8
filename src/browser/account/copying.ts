import { findInput } from './find-input.ts';

/** The time for which the button says that the text is copied. */
const doneMs = 4000;

/** Lets a button copy the text of its input. Where the browser does not allow that, the text is selected for copying. */
export function enableCopying(button: HTMLButtonElement): void {
  const input = findInput(button.dataset.copies);
  const status = document.getElementById(`${button.dataset.copies}-copied`);
  if (!input || !status) return;
  input.onfocus = () => input.select();
  // Absent outside of secure contexts (Clipboard API, section 5).
  if (!navigator.clipboard) return;
  button.hidden = false;
  const text = button.textContent;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      input.focus();
      return;
    }
    button.textContent = status.textContent = button.dataset.done ?? '';
    setTimeout(() => {
      button.textContent = text;
      status.textContent = '';
    }, doneMs);
  };
}
