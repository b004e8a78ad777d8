/**
 * The errors of SQS that this server answers with, and the code that each had in SQS's older protocol. The SDKs still
 * show that code, which the response carries in a header.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
const olderCodes = {
  AccessDeniedException: 'AccessDenied',
  BatchEntryIdsNotDistinct: 'AWS.SimpleQueueService.BatchEntryIdsNotDistinct',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  EmptyBatchRequest: 'AWS.SimpleQueueService.EmptyBatchRequest',
  InternalFailure: 'InternalFailure',
  InvalidAttributeName: 'InvalidAttributeName',
  InvalidAttributeValue: 'InvalidAttributeValue',
  InvalidBatchEntryId: 'AWS.SimpleQueueService.InvalidBatchEntryId',
  InvalidMessageContents: 'InvalidMessageContents',
  InvalidParameterValueException: 'InvalidParameterValue',
  MessageNotInflight: 'AWS.SimpleQueueService.MessageNotInflight',
  MissingAuthenticationTokenException: 'MissingAuthenticationToken',
  MissingRequiredParameterException: 'MissingParameter',
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  QueueNameExists: 'QueueAlreadyExists',
  ReceiptHandleIsInvalid: 'ReceiptHandleIsInvalid',
  RequestThrottled: 'RequestThrottled',
  SerializationException: 'MalformedInput',
  TooManyEntriesInBatchRequest: 'AWS.SimpleQueueService.TooManyEntriesInBatchRequest',
  UnknownOperationException: 'InvalidAction',
  UnsupportedOperation: 'AWS.SimpleQueueService.UnsupportedOperation',
} as const;

/** The name of an error, as the SDKs show it. */
export type ErrorName = keyof typeof olderCodes;

const statuses: Partial<Record<ErrorName, number>> = {
  AccessDeniedException: 403,
  InternalFailure: 500,
  MissingAuthenticationTokenException: 403,
};

/** An error that SQS would answer with. */
export class SqsError extends Error {
  override readonly name: ErrorName;

  constructor(name: ErrorName, message: string) {
    super(message);
    this.name = name;
  }

  get status(): number {
    return statuses[this.name] ?? 400;
  }

  /** The code of the older protocol, which batches and SDKs show. */
  get code(): string {
    return olderCodes[this.name];
  }

  /** True when the request is at fault, so that the same request always fails. */
  get isOfSender(): boolean {
    return this.status < 500 && this.name !== 'RequestThrottled';
  }

  /** Returns the document of the response. */
  toDocument(): Record<string, unknown> {
    const space = this.name.endsWith('Exception') ? 'com.amazon.coral.service' : 'com.amazonaws.sqs';
    return { __type: `${space}#${this.name}`, message: this.message };
  }
}

/** Returns the error for a value that SQS does not take. */
export function invalidValue(name: string, value: unknown, reason: string): SqsError {
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return new SqsError(
    'InvalidParameterValueException',
    `Value ${shown} for parameter ${name} is invalid. Reason: ${reason}`,
  );
}
