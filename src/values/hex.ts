/** Returns the bytes of a Base64 text in hexadecimal, as the tools for checksums print them. */
export function base64ToHex(base64: string): string {
  return [...atob(base64)].map((char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
