import { invalidValue, SqsError } from '../sqs-error.ts';
import { Queue } from './queue.ts';
import { changeSettings, describeSettings, usualSettings } from './queue-settings.ts';

const account = '000000000000';

/** The queues of a server. */
export class Queues {
  readonly region: string;
  readonly #endpoint: () => string;
  readonly #byName = new Map<string, Queue>();

  constructor(region: string, endpoint: () => string) {
    this.region = region;
    this.#endpoint = endpoint;
  }

  /** Creates a queue, or returns the one with this name and these attributes. */
  create(name: string, attributes: Readonly<Record<string, string>>, nowMs: number): Queue {
    if (!/^[\w-]{1,80}$/.test(name))
      throw invalidValue('QueueName', name, 'A standard queue has 1 to 80 letters, digits, hyphens and underscores.');
    const settings = changeSettings(usualSettings, attributes);
    this.#checkDeadLetters(settings.redrive?.deadLetterTargetArn);
    const former = this.#byName.get(name);
    if (former) {
      const isSame = JSON.stringify(describeSettings(former.settings)) === JSON.stringify(describeSettings(settings));
      if (!isSame) throw new SqsError('QueueNameExists', 'A queue of this name exists with other attributes.');
      return former;
    }
    const address = {
      name,
      url: `${this.#endpoint()}/${account}/${name}`,
      arn: `arn:aws:sqs:${this.region}:${account}:${name}`,
    };
    const queue = new Queue(address, settings, nowMs);
    this.#byName.set(name, queue);
    return queue;
  }

  change(queue: Queue, attributes: Readonly<Record<string, string>>): void {
    const { redrive } = changeSettings(queue.settings, attributes);
    this.#checkDeadLetters(redrive?.deadLetterTargetArn);
    queue.change(attributes);
  }

  /** @throws SqsError QueueDoesNotExist */
  named(name: string): Queue {
    const queue = this.#byName.get(name);
    if (!queue) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  }

  /** Returns the queue of a URL; the host does not count, as with SQS. */
  at(url: string): Queue {
    return this.named(/\/\d{12}\/(?<name>[\w-]+)$/.exec(url)?.groups?.name ?? '');
  }

  deadLettersOf({ settings }: Queue): Queue | undefined {
    return settings.redrive && this.#byName.get(nameIn(settings.redrive.deadLetterTargetArn));
  }

  #checkDeadLetters(arn: string | undefined): void {
    if (arn !== undefined && !this.#byName.has(nameIn(arn)))
      throw invalidValue('RedrivePolicy', arn, 'Dead letter target does not exist.');
  }
}

function nameIn(arn: string): string {
  return arn.split(':').at(-1) ?? '';
}
