/** Long enough that what happens together is said together. */
const gatherMs = 400;

/** Says something to people who do not see the page change. */
export type Announce = (text: string) => void;

/** Adds a polite live region to a form. What is announced in quick succession is said in one go. */
export function addLiveRegion(form: HTMLFormElement): Announce {
  const region = document.createElement('p');
  region.className = 'visually-hidden';
  region.role = 'status';
  form.append(region);
  let pending: string[] = [];
  return (text) => {
    pending.push(text);
    if (pending.length > 1) return;
    setTimeout(() => {
      region.textContent = pending.join(' ');
      pending = [];
    }, gatherMs);
  };
}
