/**
 * The errors of DynamoDB that this server answers with, and the namespace that each has on the wire. Source:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const namespaces = {
  AccessDeniedException: 'com.amazon.coral.service',
  ConditionalCheckFailedException: 'com.amazonaws.dynamodb.v20120810',
  IdempotentParameterMismatchException: 'com.amazonaws.dynamodb.v20120810',
  IncompleteSignatureException: 'com.amazon.coral.service',
  InternalServerError: 'com.amazonaws.dynamodb.v20120810',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  ProvisionedThroughputExceededException: 'com.amazonaws.dynamodb.v20120810',
  RequestEntityTooLargeException: 'com.amazon.coral.service',
  RequestLimitExceeded: 'com.amazonaws.dynamodb.v20120810',
  ResourceInUseException: 'com.amazonaws.dynamodb.v20120810',
  ResourceNotFoundException: 'com.amazonaws.dynamodb.v20120810',
  SerializationException: 'com.amazon.coral.service',
  ThrottlingException: 'com.amazon.coral.availability',
  TransactionCanceledException: 'com.amazonaws.dynamodb.v20120810',
  TransactionConflictException: 'com.amazonaws.dynamodb.v20120810',
  UnknownOperationException: 'com.amazon.coral.service',
  ValidationException: 'com.amazon.coral.validate',
} as const;

/** The name of an error, as the SDKs show it. */
export type ErrorName = keyof typeof namespaces;

const statuses: Partial<Record<ErrorName, number>> = {
  InternalServerError: 500,
  RequestEntityTooLargeException: 413,
};

/** An error that DynamoDB would answer with. */
export class DynamoDbError extends Error {
  override readonly name: ErrorName;
  /** More members of the response's document, such as `CancellationReasons`. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(name: ErrorName, message: string, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.members = members;
  }

  get status(): number {
    return statuses[this.name] ?? 400;
  }

  /** Returns the document of the response. */
  toDocument(): Record<string, unknown> {
    return { __type: `${namespaces[this.name]}#${this.name}`, message: this.message, ...this.members };
  }
}

/** Returns the error for a request that is not valid. */
export function invalid(message: string): DynamoDbError {
  return new DynamoDbError('ValidationException', message);
}

/** An item or key that its table cannot have. In a transaction it is a reason of the cancellation. */
export class InvalidItem extends DynamoDbError {
  constructor(message: string) {
    super('ValidationException', message);
  }
}

/** Returns the error for a parameter that DynamoDB knows and this server lacks. */
export function lacking(what: string): DynamoDbError {
  return invalid(`The embedded table does not have ${what}.`);
}
