import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import { type Gateway, type GatewayOptions, startGateway } from '../src/gateway.ts';
import type { InvocationFacts } from '../src/lambda-function.ts';

/** A gateway in front of a fixture, with its invocations and its log. */
export interface Started extends Gateway {
  invocations: InvocationFacts[];
  /** Returns the log so far. */
  logged(): string;
}

/** Returns the path of a fixture. */
export function fixture(name: string): string {
  return join(import.meta.dirname, 'fixtures', `${name}.mjs`);
}

/** Starts a gateway in front of a fixture until the test that is running ends. */
export async function start(name: string, options: Partial<GatewayOptions> = {}): Promise<Started> {
  const started = await startShared(name, options);
  onTestFinished(() => started.close());
  return started;
}

/** Starts a gateway that the caller closes. */
export async function startShared(name: string, options: Partial<GatewayOptions> = {}): Promise<Started> {
  const invocations: InvocationFacts[] = [];
  const parts: string[] = [];
  const log = new PassThrough().setEncoding('utf8').on('data', (part) => parts.push(part));
  const onInvocation = (facts: InvocationFacts) => void invocations.push(facts);
  const gateway = await startGateway({ bundle: fixture(name), environment: {}, onInvocation, log, ...options });
  return { ...gateway, invocations, logged: () => parts.join('') };
}
