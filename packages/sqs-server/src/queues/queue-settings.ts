import { SqsError } from '../sqs-error.ts';
import { maxMessageBytes } from './message.ts';

/** The dead-letter queue of a queue. */
export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  /** A message that was received so often goes to the dead-letter queue in place of another receive. */
  readonly maxReceiveCount: number;
}

/** The attributes that a client sets, by their names in SQS. */
export interface QueueSettings {
  readonly numbers: ReadonlyMap<string, number>;
  readonly redrive: RedrivePolicy | undefined;
}

/** The attributes that are numbers: default, least and most. Times are seconds. */
const numberAttributes: Readonly<Record<string, readonly [usual: number, least: number, most: number]>> = {
  DelaySeconds: [0, 0, 900],
  MaximumMessageSize: [maxMessageBytes, 1024, maxMessageBytes],
  MessageRetentionPeriod: [345_600, 60, 1_209_600],
  ReceiveMessageWaitTimeSeconds: [0, 0, 20],
  VisibilityTimeout: [30, 0, 43_200],
};
/** Attributes that this server takes and makes no use of. */
const ignoredAttributes = ['SqsManagedSseEnabled', 'Policy'];

/** The settings of a queue that says nothing about itself. */
export const usualSettings: QueueSettings = {
  numbers: new Map(Object.entries(numberAttributes).map(([name, [usual]]) => [name, usual])),
  redrive: undefined,
};

/**
 * Returns the settings with some attributes changed.
 *
 * @throws SqsError for an attribute that is unknown or out of its range
 */
export function changeSettings(settings: QueueSettings, attributes: Readonly<Record<string, string>>): QueueSettings {
  const numbers = new Map(settings.numbers);
  let { redrive } = settings;
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'RedrivePolicy') redrive = value === '' ? undefined : readRedrivePolicy(value);
    else if (Object.hasOwn(numberAttributes, name)) numbers.set(name, readNumber(name, value));
    else if (!ignoredAttributes.includes(name))
      throw new SqsError('InvalidAttributeName', `The server for tests lacks the attribute ${name}.`);
  }
  return { numbers, redrive };
}

/** Returns the settings as attributes. */
export function describeSettings({ numbers, redrive }: QueueSettings): Record<string, string> {
  const described = Object.fromEntries([...numbers].map(([name, value]) => [name, String(value)]));
  return redrive ? { ...described, RedrivePolicy: JSON.stringify(redrive) } : described;
}

function readNumber(name: string, value: string): number {
  const [, least, most] = numberAttributes[name] ?? [0, 0, 0];
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  return number;
}

/** Reads the JSON of a policy; `maxReceiveCount` may be a number or a text. */
function readRedrivePolicy(value: string): RedrivePolicy {
  try {
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(value);
    const count = Number(maxReceiveCount);
    if (typeof deadLetterTargetArn === 'string' && Number.isInteger(count) && count >= 1 && count <= 1000)
      return { deadLetterTargetArn, maxReceiveCount: count };
  } catch {
    // Refused below.
  }
  throw new SqsError('InvalidAttributeValue', 'Invalid value for the parameter RedrivePolicy.');
}
