/** A plausible address: something, an @, a host with a dot; no spaces; at most 254 characters (RFC 5321). Whether it exists only a mail can tell. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\].]+$/u.test(text);
}

/** The form in which addresses are compared: whatever their case or Unicode form, the same address is the same person. */
export function comparableEmail(address: string): string {
  return address.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
}
