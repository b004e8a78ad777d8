/**
 * What a program that a test starts finds in its environment: where programs and the home folder are, and what the test
 * gives. Nothing else of the developer's shell: an exported AWS_PROFILE or PUBLIC_URL would be read for the test's word.
 */
export function environmentOf(given: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, ...given };
}
