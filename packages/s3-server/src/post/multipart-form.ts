import { ByteCursor } from '../payload/byte-cursor.ts';
import { S3Error } from '../s3-error.ts';

/** A form as a browser posts it, up to the unread bytes of its file. */
export interface PostedForm {
  /** The fields by lower-case name. */
  readonly fields: ReadonlyMap<string, string>;
  readonly filename: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** The limit of all fields together. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html */
const maxFieldBytes = 20 * 1024;
const crlf = Buffer.from('\r\n');
const blankLine = Buffer.from('\r\n\r\n');

/**
 * Reads `multipart/form-data` (RFC 7578) up to the field `file`. Fields behind the file are ignored, as on S3.
 *
 * @throws S3Error MalformedPOSTRequest, MaxPostPreDataLengthExceeded, InvalidArgument
 */
export async function readForm(contentType: string, body: AsyncIterable<Buffer>): Promise<PostedForm> {
  const boundary = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i
    .exec(contentType)
    ?.slice(1)
    .find((text) => text !== undefined);
  if (boundary === undefined) throw new S3Error('MalformedPOSTRequest');
  const cursor = new ByteCursor(body);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  if ((await cursor.readUntil(delimiter.subarray(2), 0)) === undefined) throw new S3Error('MalformedPOSTRequest');
  const fields = new Map<string, string>();
  for (let allowance = maxFieldBytes; ; ) {
    const head = await readHead(cursor, allowance);
    if (head.name === 'file') return { fields, filename: head.filename, bytes: fileBytes(cursor, delimiter) };
    allowance -= head.bytes;
    const value = await cursor.readUntil(delimiter, allowance);
    if (value === undefined) throw new S3Error('MaxPostPreDataLengthExceeded');
    allowance -= value.length;
    if (fields.has(head.name)) throw new S3Error('InvalidArgument', `The form field ${head.name} is given twice.`);
    fields.set(head.name, value.toString('utf8'));
  }
}

async function readHead(
  cursor: ByteCursor,
  allowance: number,
): Promise<{ name: string; filename: string; bytes: number }> {
  if ((await cursor.readUntil(crlf, 0)) === undefined)
    throw new S3Error('InvalidArgument', 'POST requires exactly one file upload per request.');
  const head = await cursor.readUntil(blankLine, Math.max(allowance, 0));
  if (head === undefined) throw new S3Error('MaxPostPreDataLengthExceeded');
  const text = head.toString('utf8');
  const disposition = /^content-disposition:\s*form-data\s*(;.*)$/im.exec(text)?.[1] ?? '';
  const name = parameter(disposition, 'name');
  if (name === undefined) throw new S3Error('MalformedPOSTRequest');
  return { name: name.toLowerCase(), filename: parameter(disposition, 'filename') ?? '', bytes: head.length };
}

/**
 * Returns a decoded parameter: browsers write `"` as %22, and line breaks as %0D%0A. Source:
 * https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
 */
function parameter(disposition: string, name: string): string | undefined {
  const text = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(disposition)?.[1];
  return text?.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n');
}

async function* fileBytes(cursor: ByteCursor, delimiter: Buffer): AsyncGenerator<Buffer, void, undefined> {
  const ended = yield* cursor.takeUntil(delimiter);
  if (!ended) throw new S3Error('MalformedPOSTRequest');
}
