/** The outlines of the icons, on a field of 24 by 24. Those that point on are mirrored from right to left. */
const outlines = {
  menu: 'M4 7h16M4 12h16M4 17h16',
  down: 'm6 9 6 6 6-6',
  next: 'm9 5 7 7-7 7',
  lock: 'M6 11h12a1 1 0 0 1 1 1v7a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-7a1 1 0 0 1 1-1zm2 0V8a4 4 0 0 1 8 0v3',
  check: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm-4-9 3 3 5-6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zm0-14v5l3 2',
  alert: 'M12 4 2.5 20h19zm0 6v4m0 3v.2',
  upload: 'M12 15V4m-4 4 4-4 4 4M4 14v4a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-4',
  receipt: 'M6 3h12v18l-3-2-3 2-3-2-3 2zm3 5h6m-6 4h6',
} as const;

/** Renders an icon beside a text, which says the same: readers of the page hear the text only. */
export function Icon({ name }: { name: keyof typeof outlines }) {
  return (
    <svg class={name === 'next' ? 'icon icon-mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={outlines[name]} />
    </svg>
  );
}
