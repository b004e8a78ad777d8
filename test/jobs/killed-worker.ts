import type { JobPorts } from '../../src/jobs/job-run.ts';

/** When a worker dies: before its nth call leaves it, or after the call took effect and before its response. */
export interface Death {
  readonly atCall: number;
  readonly isTakingEffect: boolean;
  /** What others do in front of that call. */
  readonly meanwhile?: () => Promise<unknown>;
}

/** A worker's resources that count its calls to table, bucket and queue, and end with its death. */
export interface MortalWorker {
  readonly ports: JobPorts;
  readonly calls: () => number;
  /** Resolves when the worker is dead. It has no answers from then on. */
  readonly died: Promise<void>;
}

/** Returns the resources of a worker that dies at one call; without a death, of one that lives on. */
export function mortalWorker(ports: JobPorts, death?: Death): MortalWorker {
  const { promise: died, resolve: die } = Promise.withResolvers<void>();
  const silence = new Promise<never>(() => undefined);
  let calls = 0;
  const call = async (method: (...parts: unknown[]) => unknown, parts: unknown[]) => {
    calls += 1;
    if (death === undefined || calls < death.atCall) return method(...parts);
    if (calls === death.atCall) await death.meanwhile?.();
    if (calls === death.atCall && death.isTakingEffect) await method(...parts);
    die();
    return silence;
  };
  const { bucket, records, queue } = ports;
  return {
    ports: {
      ...ports,
      bucket: counted(bucket, call),
      records: counted(records, call),
      queue: counted(queue, call),
    },
    calls: () => calls,
    died,
  };
}

type Call = (method: (...parts: unknown[]) => unknown, parts: unknown[]) => Promise<unknown>;

/** Wraps all methods of a group, and of the groups in it. */
function counted<Group extends object>(group: Group, call: Call): Group {
  return new Proxy(group, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member === 'function') return (...parts: unknown[]) => call(member.bind(target), parts);
      return typeof member === 'object' && member !== null ? counted(member, call) : member;
    },
  });
}
