/** Bucket and table of a test share the machine with it, and are not out because that is busy. */
export const patienceMs = 20_000;

/**
 * What a program that a test starts finds in its environment: where programs and the home folder are, and what the test
 * gives, and patience. Nothing else of the developer's shell: an exported AWS_PROFILE would be taken for the test's word.
 */
export function environmentOf(given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  const patience = { BUCKET_TIMEOUT_MS: String(patienceMs), TABLE_TIMEOUT_MS: String(patienceMs) };
  return { PATH, HOME, ...patience, ...given };
}
