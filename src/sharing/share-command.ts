import { shellWord } from '../values/shell-word.ts';

/** A link, as a command in a terminal opens it. */
export interface CommandedShare {
  /** The origin of the app. */
  readonly origin: string;
  readonly secret: string;
  readonly hasPassword: boolean;
  /** The number of files that it opens. */
  readonly files: number;
}

/**
 * Returns the command that opens a link. It saves a single file under its name, and prints the addresses of several. The
 * secret stands in a header, since addresses are logged. The body alone makes it a `POST`: with `--request` curl would
 * send that to the bucket too, and `--json` would ask for JSON in place of the file.
 */
export function shareCommand({ origin, secret, hasPassword, files }: CommandedShare): string {
  return [
    'curl --fail --location',
    ...(files === 1 ? ['--remote-name --remote-header-name'] : []),
    `--header ${shellWord(`Authorization: Bearer ${secret}`)}`,
    ...(hasPassword ? [`--header ${shellWord('Content-Type: application/json')}`] : []),
    `--data ${shellWord(hasPassword ? '{"password":"PASSWORD"}' : '')}`,
    `${origin}/shared`,
  ].join(' ');
}
