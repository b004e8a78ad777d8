import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { Duplex, Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { spawnChild } from './child-process.ts';
import { type ErrorReport, type Frame, type Invocation, type Ready, readFrames, writeFrame } from './frames.ts';
import { environmentVariables, type FunctionConfiguration } from './function-configuration.ts';

/** Raised when a process ends, or is ended, in the middle of its work. */
export class EnvironmentEnded extends Error {}

/**
 * One process that runs the function, one event at a time. Source:
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class ExecutionEnvironment {
  readonly #process: ChildProcess;
  readonly #channel: Duplex;
  readonly #frames: AsyncGenerator<Frame, undefined>;
  readonly #ended: Promise<unknown>;
  #pid: number | undefined;

  /** Starts a process; the function's output goes to `log`. */
  constructor(configuration: FunctionConfiguration, log: Writable) {
    const { bundle, handler, memoryMb } = configuration;
    const runtime = join(import.meta.dirname, 'runtime', 'main.ts');
    const args = [`--max-old-space-size=${memoryMb}`, runtime, bundle, handler];
    const env = environmentVariables(configuration);
    this.#process = spawnChild(process.execPath, args, { signal: 'KILL', cwd: dirname(bundle), env, channel: true });
    this.#process.stdout?.on('data', (text) => log.write(text));
    this.#process.stderr?.on('data', (text) => log.write(text));
    this.#ended = once(this.#process, 'exit');
    // For 'pipe' at index 3 node makes a duplex socket; its type covers one-way pipes too.
    this.#channel = this.#process.stdio[3] as Duplex;
    // A process that ends while we write to it: told by the end of its frames.
    this.#channel.on('error', () => {});
    this.#frames = readFrames(this.#channel);
  }

  /** True when the process has ended. */
  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Waits until the handler is loaded; resolves with the error when the bundle cannot be loaded. */
  async init(): Promise<ErrorReport | undefined> {
    const { kind, payload } = await this.#nextFrame();
    if (kind === 'error') return JSON.parse(payload.toString());
    const ready: Ready = JSON.parse(payload.toString());
    this.#pid = ready.pid;
    return undefined;
  }

  /**
   * Gives the function one event and yields its frames. The last of them is `result`, `error` or `end`.
   *
   * @throws EnvironmentEnded when the process ends before that
   */
  async *invoke(eventJson: Buffer, invocation: Invocation): AsyncGenerator<Frame, undefined> {
    writeFrame(this.#channel, 'invoke', JSON.stringify(invocation));
    writeFrame(this.#channel, 'event', eventJson);
    while (true) {
      const frame = await this.#nextFrame();
      yield frame;
      if (['result', 'error', 'end'].includes(frame.kind)) return;
    }
  }

  /** Stops the process where it is, as Lambda does between events: timers do not run and sockets go stale. */
  freeze(): void {
    this.#signal('SIGSTOP');
  }

  /** Lets it go on. */
  thaw(): void {
    this.#signal('SIGCONT');
  }

  /** Ends the process, frozen or not, and everything that it started; resolves when it is gone. */
  async kill(): Promise<void> {
    // The tether ends the process and reports its exit; processes that the function has started stay in the group.
    this.#process.stdin?.destroy();
    await this.#ended;
    this.#channel.destroy();
    try {
      if (this.#process.pid !== undefined) process.kill(-this.#process.pid, 'SIGKILL');
    } catch {
      // ESRCH: the group is empty.
    }
  }

  async #nextFrame(): Promise<Frame> {
    const next = await this.#frames.next().catch(() => undefined);
    if (next?.value) return next.value;
    await this.#ended;
    // Its last output is still on its way, and should stand before the log line about its end.
    await Promise.all([this.#process.stdout, this.#process.stderr].map((output) => output && ended(output)));
    const { exitCode, signalCode } = this.#process;
    throw new EnvironmentEnded(
      `Runtime exited with ${signalCode ? `signal: ${signalCode}` : `exit status ${exitCode}`}`,
    );
  }

  #signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.hasEnded || this.#pid === undefined) return;
    try {
      process.kill(this.#pid, signal);
    } catch {
      // ESRCH: the process has just ended; its frames end too, which the next read tells.
    }
  }
}

/** Resolves at the end of a process's output, or soon, should another process still hold the pipe. */
async function ended(output: Readable): Promise<void> {
  await finished(output, { signal: AbortSignal.timeout(100) }).catch(() => {});
}
