import { randomUUID } from 'node:crypto';
import { invalidValue, SqsError } from '../sqs-error.ts';
import { checkContent, type MessageContent, type StoredMessage } from './message.ts';
import { changeSettings, type QueueSettings } from './queue-settings.ts';

/** The longest time from a receive to the message's return, in milliseconds. */
const maxInvisibleMs = 43_200_000;

/** A received message, and the handle of this receive. */
export interface ReceivedMessage extends Readonly<StoredMessage> {
  readonly handle: string;
}

/** The numbers of messages in a queue, as SQS tells them apart. */
export interface MessageCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** A standard queue in memory. Times are milliseconds since 1970. */
export class Queue {
  readonly name: string;
  readonly url: string;
  readonly arn: string;
  readonly createdAtMs: number;
  settings: QueueSettings;
  readonly #messages = new Map<string, StoredMessage>();

  constructor(address: { name: string; url: string; arn: string }, settings: QueueSettings, nowMs: number) {
    this.name = address.name;
    this.url = address.url;
    this.arn = address.arn;
    this.settings = settings;
    this.createdAtMs = nowMs;
  }

  change(attributes: Readonly<Record<string, string>>): void {
    this.settings = changeSettings(this.settings, attributes);
  }

  /** Returns a setting that is a number, such as `VisibilityTimeout` in seconds. */
  setting(name: string): number {
    return this.settings.numbers.get(name) ?? 0;
  }

  send(content: MessageContent, delaySeconds: number | undefined, nowMs: number): StoredMessage {
    checkContent(content, this.setting('MaximumMessageSize'));
    const message: StoredMessage = {
      ...content,
      id: randomUUID(),
      sentAtMs: nowMs,
      visibleAtMs: nowMs + (delaySeconds ?? this.setting('DelaySeconds')) * 1000,
      receiveCount: 0,
      firstReceivedAtMs: undefined,
      lastReceived: undefined,
      deadLetterSource: undefined,
    };
    this.#messages.set(message.id, message);
    return message;
  }

  /** Takes a message over from a queue that gave it up. Its age counts on. */
  takeOver(message: StoredMessage, source: Queue, nowMs: number): void {
    const taken = { ...message, visibleAtMs: nowMs, lastReceived: undefined, deadLetterSource: source.arn };
    this.#messages.set(message.id, taken);
  }

  /**
   * Returns up to `count` visible messages and hides them.
   *
   * @param deadLetters takes over the messages that were received too often
   * @param staysVisible leaves the messages visible: a standard queue delivers some more than once
   */
  receive(options: {
    readonly count: number;
    readonly visibilitySeconds: number | undefined;
    readonly deadLetters: Queue | undefined;
    readonly staysVisible: boolean;
    readonly nowMs: number;
  }): ReceivedMessage[] {
    const { count, deadLetters, staysVisible, nowMs } = options;
    const hiddenMs = (options.visibilitySeconds ?? this.setting('VisibilityTimeout')) * 1000;
    const received: ReceivedMessage[] = [];
    this.#forgetExpired(nowMs);
    for (const message of this.#messages.values()) {
      if (received.length === count) break;
      if (message.visibleAtMs > nowMs) continue;
      if (deadLetters && message.receiveCount >= (this.settings.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY)) {
        this.#messages.delete(message.id);
        deadLetters.takeOver(message, this, nowMs);
        continue;
      }
      message.receiveCount += 1;
      message.firstReceivedAtMs ??= nowMs;
      const handle = toHandle(this.name, message.id, randomUUID());
      message.lastReceived = { handle, atMs: nowMs };
      if (!staysVisible) message.visibleAtMs = nowMs + hiddenMs;
      received.push({ ...message, handle });
    }
    return received;
  }

  /** Removes a message. A handle that is not of its last receive has no effect, and is no error. */
  delete(handle: string): void {
    const message = this.#messages.get(this.#idOf(handle));
    if (message?.lastReceived?.handle === handle) this.#messages.delete(message.id);
  }

  /** @throws SqsError MessageNotInflight when the message is visible again, or gone */
  changeVisibility(handle: string, seconds: number, nowMs: number): void {
    const message = this.#messages.get(this.#idOf(handle));
    const isInFlight = message?.lastReceived?.handle === handle && message.visibleAtMs > nowMs;
    if (!message?.lastReceived || !isInFlight)
      throw new SqsError('MessageNotInflight', 'The message is not in flight.');
    const visibleAtMs = nowMs + seconds * 1000;
    if (visibleAtMs - message.lastReceived.atMs > maxInvisibleMs)
      throw invalidValue('VisibilityTimeout', seconds, 'Total VisibilityTimeout is beyond the limit of 43200 seconds.');
    message.visibleAtMs = visibleAtMs;
  }

  purge(): void {
    this.#messages.clear();
  }

  count(nowMs: number): MessageCounts {
    this.#forgetExpired(nowMs);
    const counts = { visible: 0, inFlight: 0, delayed: 0 };
    for (const { visibleAtMs, lastReceived } of this.#messages.values()) {
      if (visibleAtMs <= nowMs) counts.visible += 1;
      else if (lastReceived) counts.inFlight += 1;
      else counts.delayed += 1;
    }
    return counts;
  }

  #forgetExpired(nowMs: number): void {
    const oldestMs = nowMs - this.setting('MessageRetentionPeriod') * 1000;
    for (const { id, sentAtMs } of this.#messages.values()) if (sentAtMs < oldestMs) this.#messages.delete(id);
  }

  #idOf(handle: string): string {
    const [name, id] = Buffer.from(handle, 'base64url').toString().split('/');
    if (name !== this.name || id === undefined)
      throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    return id;
  }
}

function toHandle(...parts: readonly string[]): string {
  return Buffer.from(parts.join('/')).toString('base64url');
}
