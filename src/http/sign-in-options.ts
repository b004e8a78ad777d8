import type { Dependencies } from '../dependencies.ts';

/** How people get in here, as the sign-in page offers it. */
export function signInOptions({ isRegistrationOpen, singleSignOn }: Dependencies) {
  return { isRegistrationOpen, hasSingleSignOn: singleSignOn !== undefined };
}
