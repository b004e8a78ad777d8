/**
 * What a program that a test starts finds in its environment: where programs and the home folder are, and what the test
 * gives. Nothing else of the developer's shell: an exported AWS_PROFILE would be taken for the test's word.
 */
export function environmentOf(given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, ...given };
}
