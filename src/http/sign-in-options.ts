import type { Dependencies } from '../dependencies.ts';

/** Returns the sign-in options to show: registration and single sign-on. */
export function signInOptions({ isRegistrationOpen, singleSignOn }: Dependencies) {
  return { isRegistrationOpen, hasSingleSignOn: singleSignOn !== undefined };
}
