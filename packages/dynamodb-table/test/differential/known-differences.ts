import type { Request } from './arbitrary-operation.ts';
import type { Outcome } from './compare-answers.ts';

/** A request with two answers, of this table and of dynoxide. */
export interface Compared {
  readonly request: Request;
  readonly ours: Outcome;
  readonly theirs: Outcome;
}

/** A decided difference. The README explains each under its name. */
export interface KnownDifference {
  readonly name: string;
  readonly covers: (compared: Compared) => boolean;
}

/** Faults of an expression or value that DynamoDB finds in the request, before it looks at an item. */
const foundInRequest =
  /^Invalid \w+Expression: |^ExpressionAttributeValues contains invalid value|^One or more parameter values|^Supplied AttributeValue|^The parameter cannot be converted|^Number (?:over|under)flow|^Attempting to store more than 38|^Value provided in|^The provided key element|^Cannot update attribute/;

/** True when a request changes elements of lists, which may leave two different items without a word. */
export function changesElements({ document }: Request): boolean {
  return /"UpdateExpression":"(?:[^"\\]|\\.)*\[\d/.test(JSON.stringify(document));
}

/** The differences from dynoxide 1.2.1, all decided for the documentation of AWS. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    name: 'A request is checked whole before an item is read',
    covers: ({ ours, theirs }) =>
      ours.error === 'ValidationException' && theirs.error !== ours.error && foundInRequest.test(ours.message ?? ''),
  },
  {
    name: 'A starting key outside of the query is refused',
    covers: ({ request, ours }) =>
      request.operation === 'Query' && /^The provided starting key/.test(ours.message ?? ''),
  },
  {
    name: 'A starting key is left out of the page, without a sort key too',
    covers: ({ request, ours }) =>
      request.operation === 'Query' &&
      ours.error === undefined &&
      request.document.TableName === 'single' &&
      request.document.ExclusiveStartKey !== undefined,
  },
  {
    name: 'A path whose parent is missing cannot be removed',
    covers: ({ ours }) => /The document path provided in the update expression/.test(ours.message + ours.document),
  },
  {
    name: 'A projection of TransactGetItems holds what it names, and no key beside it',
    covers: ({ request, ours, theirs }) =>
      request.operation === 'TransactGetItems' && ours.error === undefined && theirs.error === undefined,
  },
  {
    name: 'An element beyond the end of a list is appended, and no NULL fills a gap',
    covers: ({ request, ours, theirs }) =>
      changesElements(request) &&
      ours.error === undefined &&
      theirs.error === undefined &&
      theirs.document.includes('"NULL"'),
  },
  {
    name: 'REMOVE takes the indexes of the list as it was',
    covers: ({ request, ours, theirs }) =>
      /REMOVE (?:.*\[\d.*){2}/.test(JSON.stringify(request.document)) &&
      ours.error === undefined &&
      theirs.error === undefined,
  },
  {
    name: 'UPDATED_OLD and UPDATED_NEW have the changed elements of a list, and no others',
    covers: ({ request, ours, theirs }) =>
      /^UPDATED_/.test(String(request.document.ReturnValues)) &&
      /\[\d/.test(String(request.document.UpdateExpression)) &&
      ours.error === undefined &&
      theirs.error === undefined,
  },
  {
    name: 'ALL_OLD of an item that was not there is nothing',
    covers: ({ request, ours, theirs }) =>
      request.operation === 'UpdateItem' &&
      /_OLD$/.test(String(request.document.ReturnValues)) &&
      !ours.document.includes('"Attributes"') &&
      theirs.document.includes('"Attributes"'),
  },
  {
    name: 'A key of the wrong type cancels a transaction before any condition is tried',
    covers: ({ ours, theirs }) =>
      ours.error === 'TransactionCanceledException' &&
      /does not match the schema|Missing the key|Type mismatch for key/.test(ours.document) &&
      (theirs.error === ours.error || theirs.error === 'ValidationException'),
  },
  {
    name: 'Two spellings of one number are one key',
    covers: ({ request, ours }) =>
      request.operation.startsWith('Batch') && /contains duplicates/.test(ours.message ?? ''),
  },
];
