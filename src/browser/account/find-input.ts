/** Returns the input with an id. */
export function findInput(id = ''): HTMLInputElement | undefined {
  const element = document.getElementById(id);
  return element instanceof HTMLInputElement ? element : undefined;
}
