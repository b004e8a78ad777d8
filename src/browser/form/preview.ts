import { mebibytes } from '../../values/byte-size.ts';

/** The largest picture that is decoded for a preview. */
const maxPreviewBytes = mebibytes(20);

/** Shows a picture from the local file in its row. What the browser cannot show has no preview. */
export function showPreview(image: HTMLImageElement, file: File): void {
  if (!/^image\/(png|jpeg|webp|gif|avif|bmp)$/.test(file.type) || file.size > maxPreviewBytes) return;
  const url = URL.createObjectURL(file);
  for (const type of ['load', 'error']) {
    image.addEventListener(type, () => {
      image.hidden = type === 'error';
      URL.revokeObjectURL(url);
    });
  }
  image.src = url;
}
