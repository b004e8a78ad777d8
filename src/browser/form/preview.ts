import { mebibytes } from '../../values/byte-size.ts';

/** The largest picture that is decoded for a preview. */
const maxPreviewBytes = mebibytes(20);

/** Shows a picture from the local file at the start of its row. What the browser cannot show has no preview. */
export function showPreview(row: Element, file: File): void {
  if (!/^image\/(png|jpeg|webp|gif|avif|bmp)$/.test(file.type) || file.size > maxPreviewBytes) return;
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.className = 'upload-preview';
  image.alt = '';
  for (const type of ['load', 'error']) {
    image.addEventListener(type, () => {
      if (type === 'load') row.prepend(image);
      URL.revokeObjectURL(url);
    });
  }
  image.src = url;
}
