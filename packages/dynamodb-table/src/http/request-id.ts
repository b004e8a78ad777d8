import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const idLength = 52;

/** Returns a request ID of the form of DynamoDB's. */
export function createRequestId(): string {
  let id = '';
  for (const byte of randomBytes(idLength)) id += alphabet[byte % alphabet.length];
  return id;
}
