import { domainToASCII } from 'node:url';
import { maxEmailLength } from '../limits.ts';

/**
 * True when a text is a plausible address: a name, an @ and a host with a dot. Spaces, invisible characters and
 * overlong texts fail. The host is letters, digits, hyphens and dots: a host that a URL parser would decode
 * (`ex%61mple.com`) fails. Only a mail can tell if the address exists.
 */
export function isEmail(text: string): boolean {
  if (!isEmailLength(text)) return false;
  return /^[^\s\p{C}@"(),:;<>[\\\]]+@([\p{L}\p{M}\p{N}_-]+\.)+[\p{L}\p{M}\p{N}_-]+$/u.test(text);
}

/**
 * True when an address is short enough, both as typed and in the form that is compared. NFKC turns one letter (U+FDFA)
 * into 18, and the table accepts no key above 2,048 bytes.
 */
export function isEmailLength(text: string): boolean {
  return text.length <= maxEmailLength && Buffer.byteLength(comparableEmail(text)) <= maxEmailLength;
}

/**
 * Returns the form of an address that is compared: addresses in other case or Unicode form are equal. The part before
 * the @ is compared without case (Unicode's full case folding: `ß` is `ss`), the host as the DNS knows it (UTS 46:
 * `KÖLN.example` is `xn--kln-sna.example`, and there `ß` is a letter of its own).
 */
export function comparableEmail(address: string): string {
  const text = address.normalize('NFKC').trim();
  const at = text.lastIndexOf('@');
  const host = at < 0 ? '' : domainToASCII(text.slice(at + 1));
  return host === '' ? foldCase(text) : `${foldCase(text.slice(0, at))}@${host}`;
}

/**
 * True when two addresses lead to the same mailbox. This is stricter than equal forms in comparison: `ｄｅｖ@` and `dev@`
 * are two mailboxes, and the proof of one is no proof of the other.
 */
export function isSameMailbox(one: string, other: string): boolean {
  return mailboxOf(one) === mailboxOf(other);
}

/** True when an address, as compared, is its own mailbox, and could mean no other one. */
export function isPlainEmail(address: string): boolean {
  return mailboxOf(address) === comparableEmail(address);
}

/**
 * Returns the mailbox of an address. A host has no look-alikes, since the DNS knows one form of it. The mail server of
 * the host alone compares the part before the @.
 */
function mailboxOf(address: string): string {
  const text = address.normalize('NFC').trim();
  const at = text.lastIndexOf('@');
  const host = at < 0 ? '' : domainToASCII(text.slice(at + 1));
  return host === '' ? text.toLowerCase() : `${text.slice(0, at).toLowerCase()}@${host}`;
}

/**
 * Folds the case of a text, which JavaScript cannot do itself. Upper and then lower case has the same result, except
 * for the dotless `ı`, whose capital is that of `i`: folded with it, the owner of one mailbox would count as the owner
 * of the other. Letters that only then compose or decompose need another round; a third changes nothing (the test tries
 * every letter).
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
