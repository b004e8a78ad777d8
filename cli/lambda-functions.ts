import type { GatewayOptions } from '../packages/lambda-gateway/src/gateway.ts';

/** The two functions of `template.yaml`: their endpoints, handlers and time-outs. A test compares them. */
export const lambdaFunctions = {
  httpApi: { stream: false, handler: 'handler', timeoutMs: 29_000 },
  functionUrl: { stream: true, handler: 'streamHandler', timeoutMs: 300_000 },
} as const satisfies Record<string, Pick<GatewayOptions, 'stream' | 'handler' | 'timeoutMs'>>;
