import type { Writable } from 'node:stream';
import { EnvironmentEnded, ExecutionEnvironment } from './execution-environment.ts';
import type { ErrorReport, Frame, Invocation } from './frames.ts';
import { type FunctionConfiguration, functionArn } from './function-configuration.ts';
import { collect, type InvocationResult, stream } from './invocation-result.ts';
import { Semaphore } from './semaphore.ts';

/** The ids of an invocation in logs and traces. */
export type InvocationIds = Pick<Invocation, 'requestId' | 'traceId'>;

/** The measurements of one invocation. */
export interface InvocationFacts {
  /** The size of the event's JSON. */
  eventBytes: number;
  /** The size of the result's JSON, or of the stream. */
  responseBytes: number;
  /** True when a process was started for it. */
  coldStart: boolean;
  /** The time from handing the event to the process until its response ends. Starting the process is not part of it. */
  durationMs: number;
}

/** Options for running a function, besides its configuration. */
export interface FunctionOptions extends FunctionConfiguration {
  /** The number of processes, and so of events, at a time. */
  processes: number;
  /** True when processes are stopped between events. */
  freeze: boolean;
  /** True when responses may be streams; else a stream is collected and must make a result. */
  stream: boolean;
  responseBytes: number;
  initTimeoutMs: number;
  waitingRequests: number;
  onInvocation: (facts: InvocationFacts) => void;
  /** Receives the function's output and Lambda's own log lines. */
  log: Writable;
}

/** A function and its processes: one event at a time each, started when needed, kept for the next event. */
export class LambdaFunction {
  readonly #options: FunctionOptions;
  readonly #permits: Semaphore;
  readonly #environments = new Set<ExecutionEnvironment>();
  readonly #idle: ExecutionEnvironment[] = [];
  #isClosed = false;

  constructor(options: FunctionOptions) {
    this.#options = options;
    this.#permits = new Semaphore(options.processes, options.waitingRequests);
  }

  /** Invokes the function as soon as a process is free. `signal` ends the wait for one, never the invocation. */
  async invoke(eventJson: Buffer, ids: InvocationIds, signal: AbortSignal): Promise<InvocationResult> {
    if (!(await this.#permits.acquire(signal)) || this.#isClosed) return { kind: 'throttled' };
    const warm = this.#takeIdle();
    const environment = warm ?? (await this.#start(ids.requestId));
    if (!environment) {
      this.#permits.release();
      return { kind: 'failed' };
    }
    const facts = { eventBytes: eventJson.length, responseBytes: 0, coldStart: !warm, durationMs: 0 };
    const frames = this.#run(environment, eventJson, ids, facts);
    const { responseBytes } = this.#options;
    return this.#options.stream ? stream(frames, responseBytes) : collect(frames, responseBytes);
  }

  /** Ends all processes and resolves when they are gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#environments].map((environment) => environment.kill()));
  }

  #takeIdle(): ExecutionEnvironment | undefined {
    let environment = this.#idle.pop();
    for (; environment?.hasEnded; environment = this.#idle.pop()) this.#environments.delete(environment);
    environment?.thaw();
    return environment;
  }

  /** Runs the init phase. Returns undefined when the process does not become ready. */
  async #start(requestId: string): Promise<ExecutionEnvironment | undefined> {
    const { initTimeoutMs, log } = this.#options;
    const environment = new ExecutionEnvironment(this.#options, log);
    this.#environments.add(environment);
    const timer = setTimeout(() => void environment.kill(), initTimeoutMs);
    try {
      const failure = await environment.init();
      if (!failure) return environment;
      this.#logError(requestId, 'Init Error', failure);
    } catch (error) {
      this.#log(`RequestId: ${requestId} Error: ${messageOf(error)}\nRuntime.ExitError`);
    } finally {
      clearTimeout(timer);
    }
    await this.#discard(environment);
    return undefined;
  }

  /** Runs the invoke phase: yields the function's frames, and keeps or ends its process afterwards. */
  async *#run(
    environment: ExecutionEnvironment,
    eventJson: Buffer,
    { requestId, traceId }: InvocationIds,
    facts: InvocationFacts,
  ): AsyncGenerator<Frame, undefined> {
    const { timeoutMs, onInvocation } = this.#options;
    const start = performance.now();
    let hasTimedOut = false;
    let hasAnswered = false;
    const timer = setTimeout(() => {
      hasTimedOut = true;
      void environment.kill();
    }, timeoutMs);
    try {
      const deadline = Date.now() + timeoutMs;
      const invocation = { requestId, traceId, deadline, functionArn: functionArn(this.#options) };
      for await (const frame of environment.invoke(eventJson, invocation)) {
        if (frame.kind === 'result' || frame.kind === 'chunk') facts.responseBytes += frame.payload.length;
        if (frame.kind === 'error') this.#logError(requestId, 'Invoke Error', JSON.parse(frame.payload.toString()));
        if (frame.kind === 'result') this.#checkSize(requestId, frame);
        yield frame;
      }
      hasAnswered = true;
    } catch (error) {
      if (!(error instanceof EnvironmentEnded)) throw error;
      const seconds = (timeoutMs / 1000).toFixed(2);
      if (hasTimedOut) this.#log(`${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds`);
      else this.#log(`RequestId: ${requestId} Error: ${error.message}\nRuntime.ExitError`);
    } finally {
      clearTimeout(timer);
      facts.durationMs = performance.now() - start;
      if (hasAnswered && !hasTimedOut) this.#keep(environment);
      else await this.#discard(environment);
      this.#permits.release();
      onInvocation(facts);
    }
  }

  #keep(environment: ExecutionEnvironment): void {
    if (this.#options.freeze) environment.freeze();
    this.#idle.push(environment);
  }

  async #discard(environment: ExecutionEnvironment): Promise<void> {
    await environment.kill();
    this.#environments.delete(environment);
  }

  #checkSize(requestId: string, { payload }: Frame): void {
    const { responseBytes } = this.#options;
    if (payload.length <= responseBytes) return;
    const errorMessage = `Exceeded maximum allowed payload size (${responseBytes} bytes).`;
    this.#logError(requestId, 'Invoke Error', { errorType: 'RequestEntityTooLarge', errorMessage, stack: [] });
  }

  #logError(requestId: string, what: string, report: ErrorReport): void {
    this.#log(`${new Date().toISOString()}\t${requestId}\tERROR\t${what} \t${JSON.stringify(report)}`);
  }

  #log(line: string): void {
    this.#options.log.write(`${line}\n`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
