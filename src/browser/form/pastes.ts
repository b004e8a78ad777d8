import { minuteMs } from '../../values/duration.ts';

/** Adds pictures from the clipboard, such as a screenshot; text is pasted as ever. */
export function acceptPastes(nameOf: (time: string) => string, onFiles: (files: File[]) => void): void {
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    // Browsers call every picture without a file "image.png".
    onFiles(
      files.map((file) => {
        const extension = /^image(\.\w+)$/.exec(file.name)?.[1];
        return extension ? new File([file], nameOf(timeInName(new Date())) + extension, { type: file.type }) : file;
      }),
    );
  });
}

/** Returns a time for a file's name, such as "2026-01-02 03.04.05": systems take no colons there. */
function timeInName(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * minuteMs);
  return local.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
}
