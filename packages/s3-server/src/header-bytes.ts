import { S3Error } from './s3-error.ts';

/**
 * A text from a query or a form as node:http holds headers, one character for each byte of its UTF-8, so that
 * wherever a value came from, the same bytes go out again.
 * @throws S3Error InvalidArgument for control characters, with which a header could become two
 */
export function headerBytes(name: string, text: string): string {
  if (/[^\P{Cc}\t]/u.test(text))
    throw new S3Error('InvalidArgument', 'Header value has control characters.', { ArgumentName: name });
  return Buffer.from(text, 'utf8').toString('latin1');
}
