import type { RateLimit } from './rate-limit.ts';

/** New users from one network: enough for a class that signs up together, too few to fill the table. */
export const registrationLimit: RateLimit = {
  what: 'registration',
  max: 30,
  windowSeconds: 3600,
  attempts: 'new accounts from your network',
};

/** API tokens that look right and open nothing: nobody makes such a mistake often. */
export const tokenFailureLimit: RateLimit = {
  what: 'token-failure',
  max: 20,
  windowSeconds: 900,
  attempts: 'requests with an API token that is not valid',
};
