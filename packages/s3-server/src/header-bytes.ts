import { S3Error } from './s3-error.ts';

/**
 * Returns a text from a query or a form as node:http holds headers, one character for each UTF-8 byte. So the same
 * bytes go out again, for every source of the value.
 *
 * @throws S3Error InvalidArgument for control characters, with which a header could become two
 */
export function headerBytes(name: string, text: string): string {
  if (/[^\P{Cc}\t]/u.test(text))
    throw new S3Error('InvalidArgument', 'Header value has control characters.', { ArgumentName: name });
  return Buffer.from(text, 'utf8').toString('latin1');
}
