import { findInput } from './find-input.ts';

/** Lets a button show and hide the password of its input. What is sent is hidden, so that no browser keeps it as text. */
export function enableRevealing(button: HTMLButtonElement): void {
  const input = findInput(button.dataset.reveals);
  if (!input) return;
  const toggle = () => {
    input.type = input.type === 'password' ? 'text' : 'password';
    const { otherText = '', otherLabel = '' } = button.dataset;
    button.dataset.otherText = button.textContent ?? '';
    button.dataset.otherLabel = button.getAttribute('aria-label') ?? '';
    button.textContent = otherText;
    button.setAttribute('aria-label', otherLabel);
  };
  button.hidden = false;
  button.onclick = toggle;
  input.form?.addEventListener('submit', () => {
    if (input.type !== 'password') toggle();
  });
}
