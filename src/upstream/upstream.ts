import { createAgent } from './agent.ts';
import { fetchUpstream, type UpstreamRequest, type UpstreamResponse } from './fetch-upstream.ts';
import type { UpstreamAccess, UpstreamSettings, UpstreamsSettings } from './settings.ts';

export type { UpstreamResponse };

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
  ask(asking: UpstreamRequest): Promise<UpstreamResponse | undefined>;
}

/** By name. */
export type Upstreams = ReadonlyMap<string, Upstream>;

/** Connects lazily: nothing is sent before the first request. */
export function createUpstreams(configs: UpstreamsSettings): Upstreams {
  return new Map(Object.entries(configs).map(([name, config]) => [name, createUpstream(name, config)]));
}

function createUpstream(name: string, config: UpstreamSettings): Upstream {
  const agent = createAgent(new URL(config.url).protocol);
  return { name, access: config.access, ask: (asking) => fetchUpstream({ name, config, agent }, asking) };
}
