import { createHash } from 'node:crypto';
import { invalidValue, SqsError } from '../sqs-error.ts';

/** The largest message, and the largest sum of a batch, in bytes. */
export const maxMessageBytes = 1_048_576;

/** What a client sends. */
export interface MessageContent {
  readonly body: string;
  /** The tenant of the message, by which a standard queue shares its consumers out. */
  readonly groupId: string | undefined;
}

/** A message in a queue. Times are milliseconds since 1970. */
export interface StoredMessage extends MessageContent {
  readonly id: string;
  readonly sentAtMs: number;
  /** The time from which a receive finds the message. */
  visibleAtMs: number;
  receiveCount: number;
  firstReceivedAtMs: number | undefined;
  /** The last receive: its handle and its time. */
  lastReceived: { readonly handle: string; readonly atMs: number } | undefined;
  /** The ARN of the queue that gave the message up. */
  readonly deadLetterSource: string | undefined;
}

/** The characters of XML 1.0, which SQS takes and no others. https://www.w3.org/TR/REC-xml/#charsets */
const allowedText = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
const allowedGroup = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;

/** @throws SqsError for a body or a group that SQS does not take */
export function checkContent({ body, groupId }: MessageContent, maxBytes: number): void {
  if (body === '')
    throw new SqsError('MissingRequiredParameterException', 'The request must contain the parameter MessageBody.');
  if (Buffer.byteLength(body) > maxBytes)
    throw new SqsError(
      'InvalidParameterValueException',
      `One or more parameters are invalid. Reason: Message must be shorter than ${maxBytes} bytes.`,
    );
  if (!allowedText.test(body))
    throw new SqsError('InvalidMessageContents', 'The message has characters that XML does not allow.');
  if (groupId !== undefined && !allowedGroup.test(groupId))
    throw invalidValue('MessageGroupId', groupId, 'It has 1 to 128 letters, digits and punctuation characters.');
}

/** Returns the MD5 by which clients check what arrived. */
export function md5Of(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
