/** Passes on pictures from the clipboard, such as a screenshot; text is pasted as ever. */
export function acceptPastes(onPaste: (files: File[]) => void): void {
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    onPaste(files);
  });
}
