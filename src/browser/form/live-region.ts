/** The milliseconds in which announcements are gathered into one. */
const gatherMs = 400;

/** Announces a text to people who do not see the page change. */
export type Announce = (text: string) => void;

/** Adds a polite live region to a form. Announcements in quick succession are read out as one. */
export function addLiveRegion(form: HTMLFormElement): Announce {
  const region = document.createElement('p');
  region.className = 'visually-hidden';
  form.append(region);
  region.setAttribute('role', 'status');
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
