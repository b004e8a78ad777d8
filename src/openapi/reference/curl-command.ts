import { shellWord } from '../../values/shell-word.ts';

/** A request as a command line shows it. */
interface ShownRequest {
  readonly method: string;
  readonly url: string;
  /** The way to sign in that the command shows. */
  readonly credentials: 'token' | 'session' | 'none';
  /** The JSON of the body. */
  readonly body: string | undefined;
}

/** Returns a command of curl 7.82 or newer for a POSIX shell. `$TOKEN` or the cookie file is the reader's. */
export function curlCommand({ method, url, credentials, body }: ShownRequest): string {
  const words = [
    'curl',
    ...(method === (body === undefined ? 'GET' : 'POST') ? [] : ['-X', method]),
    ...(body === undefined ? ['-H', shellWord('Accept: application/json')] : ['--json', shellWord(body)]),
    ...(credentials === 'token' ? ['-H', '"Authorization: Bearer $TOKEN"'] : []),
    ...(credentials === 'session' ? sessionOptions(method, url) : []),
    shellWord(url),
  ];
  return words.join(' ');
}

/** Requests by cookie that change something name their origin, as browsers do. */
function sessionOptions(method: string, url: string): string[] {
  const cookies = ['-b', 'cookies.txt'];
  return method === 'GET' ? cookies : [...cookies, '-H', shellWord(`Origin: ${new URL(url).origin}`)];
}
