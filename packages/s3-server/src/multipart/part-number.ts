import { S3Error } from '../s3-error.ts';

const maxPartNumber = 10_000;

/**
 * Reads a part number, from 1 to 10,000.
 *
 * @throws S3Error InvalidArgument
 */
export function readPartNumber(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text) || Number(text) > maxPartNumber) {
    throw new S3Error('InvalidArgument', `Part number must be an integer between 1 and ${maxPartNumber}, inclusive`, {
      ArgumentName: 'partNumber',
      ArgumentValue: text,
    });
  }
  return Number(text);
}
