import { lazy } from '../values/lazy.ts';
import type { UpstreamRequest, UpstreamResponse } from './fetch-upstream.ts';
import type { UpstreamAccess, UpstreamSettings, UpstreamsSettings } from './settings.ts';

export type { UpstreamResponse };

/** A configured API that the app forwards to. */
export interface Upstream {
  readonly name: string;
  readonly access: UpstreamAccess;
  /**
   * Sends a request and resolves with the response for the client, its body still to come. `undefined` when the client
   * has disconnected meanwhile.
   *
   * @throws UpstreamFailed when there is no response, none in time, or none that the app can pass on
   */
  fetch(request: UpstreamRequest): Promise<UpstreamResponse | undefined>;
}

/** The upstreams, by name. */
export type Upstreams = ReadonlyMap<string, Upstream>;

/** Creates the upstreams without a connection: each loads Node's HTTP client and connects at its first request. */
export function createUpstreams(configs: UpstreamsSettings): Upstreams {
  return new Map(Object.entries(configs).map(([name, config]) => [name, createUpstream(name, config)]));
}

function createUpstream(name: string, config: UpstreamSettings): Upstream {
  const openFetch = async (): Promise<Upstream['fetch']> => {
    const [{ createAgent }, { fetchUpstream }] = await Promise.all([
      import('./agent.ts'),
      import('./fetch-upstream.ts'),
    ]);
    const agent = createAgent(new URL(config.url).protocol);
    return (request) => fetchUpstream({ name, config, agent }, request);
  };
  return { name, access: config.access, fetch: lazy(openFetch) };
}
