/*
 * The keys of pages on which submissions are reviewed: j and k go to the next and the previous one, a goes to the
 * decision. No key decides anything, so that none that is pressed by mistake can hurt.
 */
const links = document.querySelectorAll<HTMLAnchorElement>('[data-key]');
const decision =
  document.querySelector<HTMLElement>('#decision :checked') ??
  document.querySelector<HTMLElement>('#decision [type="radio"]');

for (const hint of document.querySelectorAll<HTMLElement>('[data-keys]')) hint.hidden = false;

document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.repeat || isTyping(event.target))
    return;
  if (event.key === 'a' && decision) {
    event.preventDefault();
    decision.focus();
  }
  for (const link of links) if (link.dataset.key === event.key) link.click();
});

/** True where a letter is text. A radio button takes none. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.matches('textarea, select, [contenteditable], input:not([type="radio"])')
  );
}
