/** Reveals the buttons that print a page; without the script they would do nothing. Paper shows the checksums. */
export function enhancePrintButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  const setChecksums = (open: boolean) => () => {
    for (const checksum of document.querySelectorAll<HTMLDetailsElement>('details.checksum')) checksum.open = open;
  };
  addEventListener('beforeprint', setChecksums(true));
  addEventListener('afterprint', setChecksums(false));
}
