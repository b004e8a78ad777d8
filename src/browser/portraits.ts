/** Removes the pictures beside names that do not load, so that the letters below them show. */
export function removeBrokenPortraits(): void {
  for (const picture of document.querySelectorAll<HTMLImageElement>('.portrait > img')) {
    picture.addEventListener('error', () => picture.remove());
    if (picture.complete && picture.naturalWidth === 0) picture.remove();
  }
}
