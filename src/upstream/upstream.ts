import { Agent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import type { Config, UpstreamAccess, UpstreamConfig } from '../config.ts';
import { type Asking, ask, type UpstreamAnswer } from './ask.ts';

export type { UpstreamAnswer };

/** A configured API that is passed through. */
export interface Upstream {
  readonly name: string;
  readonly access: UpstreamAccess;
  /**
   * Asks it and resolves with its answer as it may go to the client, its body still to come. Undefined when the
   * client has gone meanwhile.
   *
   * @throws UpstreamFailed when there is no answer, none in time, or none that can be passed on
   */
  ask(asking: Asking): Promise<UpstreamAnswer | undefined>;
}

/** By name. */
export type Upstreams = ReadonlyMap<string, Upstream>;

/** How long a connection is kept that nobody uses. Less than servers commonly wait, so that it is we who end it. */
const keptMs = 4_000;

export function createUpstreams(configs: Config['upstreams']): Upstreams {
  return new Map(Object.entries(configs).map(([name, config]) => [name, createUpstream(name, config)]));
}

function createUpstream(name: string, config: UpstreamConfig): Upstream {
  const keeping = { keepAlive: true, maxFreeSockets: 32, timeout: keptMs };
  const agent = config.url.startsWith('https:') ? new SecureAgent(keeping) : new Agent(keeping);
  return { name, access: config.access, ask: (asking) => ask({ name, config, agent }, asking) };
}
