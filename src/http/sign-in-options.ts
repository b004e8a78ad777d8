import type { Dependencies } from '../dependencies.ts';

/** Returns the sign-in options to show: registration, single sign-on, and the contact for lost passwords. */
export function signInOptions({ brand, isRegistrationOpen, singleSignOn }: Dependencies) {
  return { contact: brand.contact, isRegistrationOpen, hasSingleSignOn: singleSignOn !== undefined };
}
