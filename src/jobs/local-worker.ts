import type { JobMessage, Queue } from '../queue/queue.ts';
import { lanes } from '../records/job-records.ts';
import { describeError } from '../telemetry/describe-error.ts';
import { createDailyJobs } from './daily-jobs.ts';
import { createFairQueue } from './fair-queue.ts';
import type { JobPorts } from './job-run.ts';
import { createFormPreparation } from './prepare-forms.ts';
import { runJob } from './run-job.ts';
import { listFree } from './sweep.ts';

/** The jobs that run side by side in one process, beside its requests. */
const concurrency = 2;

/** The milliseconds between two looks at the table, which finds what is due later and what other processes left. */
const lookEveryMs = 5000;

/** A worker in the process of the app: jobs run where no SQS is. */
export interface LocalWorker {
  readonly queue: Queue;
  /** Begins to run jobs: those that the table holds, and those that are sent. */
  start(ports: JobPorts): void;
  /** Begins no more jobs, and resolves when the running ones have ended or kept their place. */
  stop(): Promise<void>;
}

/** Creates a worker. Its queue takes messages at once; they wait until the start. */
export function createLocalWorker(): LocalWorker {
  const waiting = createFairQueue();
  const running = new Set<Promise<void>>();
  let ports: JobPorts | undefined;
  let timer: NodeJS.Timeout | undefined;

  const pump = () => {
    while (ports && running.size < concurrency) {
      const message = waiting.take();
      if (!message) return;
      const run = runLogged(ports, message, () => ports === undefined).then(() => {
        running.delete(run);
        waiting.forget(message);
        pump();
      });
      running.add(run);
    }
  };
  const send = (messages: readonly JobMessage[]) => {
    for (const message of messages) waiting.add(message);
    pump();
  };
  return {
    queue: { send: async (messages) => send(messages) },
    start(given) {
      ports = given;
      const look = createLook(given, send);
      timer = setInterval(() => void look(), lookEveryMs);
      void look();
    },
    async stop() {
      clearInterval(timer);
      ports = undefined;
      await Promise.all(running);
    },
  };
}

/** Returns a function that sends what the table holds, unless an earlier call is at it. */
function createLook(ports: JobPorts, send: (messages: readonly JobMessage[]) => void): () => Promise<void> {
  const prepareForms = createFormPreparation(ports);
  const planDay = createDailyJobs(ports);
  let isLooking = false;
  return async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      await prepareForms();
      await planDay();
      for (const lane of lanes) for await (const jobs of listFree(ports, lane)) send(jobs);
    } catch (error) {
      logError(ports, error);
    } finally {
      isLooking = false;
    }
  };
}

/** Runs a job. An outage of the table is logged: the next look finds the job again. */
async function runLogged(ports: JobPorts, message: JobMessage, isNearEnd: () => boolean): Promise<void> {
  try {
    await runJob(ports, message, isNearEnd);
  } catch (error) {
    logError(ports, error);
  }
}

function logError({ log }: JobPorts, error: unknown): void {
  if (error instanceof Error) log.error({ ...describeError(error), message: `Jobs wait: ${error.message}` });
}
