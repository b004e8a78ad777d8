import { domainToASCII } from 'node:url';
import { maxEmailLength } from '../input-limits.ts';

/**
 * A plausible address: something, an @, a host with a dot; no spaces, nothing invisible, not too long. The host is
 * letters, digits, hyphens and dots: what a URL parser would decode (`ex%61mple.com`) is no host. Whether the address
 * exists only a mail can tell.
 */
export function isEmail(text: string): boolean {
  if (text.length > maxEmailLength) return false;
  return /^[^\s\p{C}@"(),:;<>[\\\]]+@([\p{L}\p{M}\p{N}_-]+\.)+[\p{L}\p{M}\p{N}_-]+$/u.test(text);
}

/**
 * The form in which addresses are compared: whatever their case or Unicode form, the same address is the same person.
 * The part before the @ is compared without case (Unicode's full case folding: `ß` is `ss`), the host as the DNS knows
 * it (UTS 46: `KÖLN.example` is `xn--kln-sna.example`, and there `ß` is a letter of its own).
 */
export function comparableEmail(address: string): string {
  const text = address.normalize('NFKC').trim();
  const at = text.lastIndexOf('@');
  const host = at < 0 ? '' : domainToASCII(text.slice(at + 1));
  return host === '' ? foldCase(text) : `${foldCase(text.slice(0, at))}@${host}`;
}

/**
 * JavaScript has no case folding. Upper and then lower case comes to the same, but for the dotless `ı`, whose capital
 * is that of `i`: folded with it, the owner of one mailbox would be taken for the owner of the other. Letters that only
 * then compose or decompose need another round; a third changes nothing (the test tries every letter of Unicode).
 *
 * The `ı` is written as an escape, since one letter beyond Latin-1 makes V8 keep all of the bundle with two bytes each.
 */
function foldCase(text: string): string {
  const fold = (part: string) => part.toUpperCase().toLowerCase();
  const once = (given: string) =>
    given
      .normalize('NFKC')
      .replace(/[^\u0131]+/gu, fold)
      .normalize('NFKC');
  return once(once(once(text))).trim();
}
