import type { RateLimit } from './rate-limit.ts';

/** API tokens that look right and open nothing: nobody makes such a mistake often. */
export const tokenFailureLimit: RateLimit = {
  what: 'token-failure',
  max: 20,
  windowSeconds: 900,
  attempts: 'requests with an API token that is not valid',
};
