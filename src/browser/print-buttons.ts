/** Reveals the buttons that print a page; without the script they would do nothing. */
export function enhancePrintButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
}
