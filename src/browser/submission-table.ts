/*
 * Makes the table of submissions quicker: `j` and `k` go to the next and the previous row, and addresses of filters name
 * only the conditions that are there. Without it, all of the page works.
 */

const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** Keys count where no text is typed: on the page as a whole, and within the table. */
document.addEventListener('keydown', (event) => {
  const step = steps[event.key.toLowerCase()];
  if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const { activeElement } = document;
  const row = activeElement?.closest('[data-row]') ?? null;
  if (row === null && activeElement !== document.body) return;
  const rows = [...document.querySelectorAll('[data-row]')];
  const next = row === null ? (step > 0 ? rows[0] : undefined) : rows[rows.indexOf(row) + step];
  next?.querySelector<HTMLElement>('.row-title a')?.focus();
});

for (const hint of document.querySelectorAll<HTMLElement>('[data-keys]')) hint.hidden = false;

document.querySelector<HTMLFormElement>('[data-filter]')?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});
