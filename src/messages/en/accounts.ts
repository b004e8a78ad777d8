import { formats } from './formats.ts';

const attempts = {
  'sign-in': 'failed attempts',
  'api-token': 'requests with an API token that is not valid',
  'share-password': 'wrong passwords for this link',
  registration: 'new accounts from your network',
  'address-change-account': 'changes of email for your account',
  'address-change-network': 'changes of email from your network',
  draft: 'forms begun in an hour',
  upload: 'uploads started in an hour',
} as const;

/** The name of the attempts that a limit counts. */
export type Attempts = keyof typeof attempts;

/** Sentences about users, sessions, passwords and tokens. */
export const accounts = {
  'sign-in-needed': 'Sign in, or send an API token, and try again.',
  'person-needed': 'API tokens can’t do this. Sign in, or leave the token out of the request.',
  'admin-needed': 'Only admins can do this. Ask one of them.',
  'sign-in-expired':
    'Your sign-in has expired. Sign in with your password to continue. To sign in another way, do so in a new tab, then reload this page.',
  'credentials-wrong': 'Wrong email or password. Check both and try again.',
  'too-many-attempts': ({ counted, seconds }: { counted: Attempts; seconds: number }) => {
    const minutes = formats.plural(Math.ceil(seconds / 60), { one: 'a minute', other: '# minutes' });
    return `Too many ${attempts[counted]}. Wait ${minutes} and try again.`;
  },
  'no-such-session': 'There is no such session.',

  'no-such-user': 'There is no such user.',
  'no-such-picture': 'This user has no picture.',
  'user-inactive': 'This user is not active.',
  'account-inactive': 'Your account here is not active. Ask an admin.',
  'account-changed': 'The account was changed at the same moment. Try again.',
  'email-of-another': 'This email belongs to another account. Use another one.',
  'email-of-another-field': 'This email belongs to another account.',
  'email-registered': 'This email already has an account. Sign in, or use another email.',
  'email-registered-field': 'This email already has an account.',
  'email-outdated': 'This email was changed at the same moment. Check it and try again.',
  'email-outdated-field': 'This email was changed at the same moment.',
  'inactive-by-admin-only': 'Only an admin in person can add an inactive user. Sign in, or leave out is_active.',
  'password-by-token': 'An API token adds people without a password. Leave it out, and create a link for them.',
  'token-changes-names-only': 'An API token can change only the names of other users. Sign in to change more.',
  'rights-by-admin-only': 'Only admins can change roles and deactivate users. Ask one of them.',
  'own-rights': 'You can’t change your own role or deactivate yourself. Ask another admin.',
  'password-of-another': 'Only its owner can change a password. Create a link for them to choose a new one.',
  'password-not-alone': 'Change the password on its own.',

  'password-changed-elsewhere': 'The password was changed elsewhere meanwhile. Sign in again.',
  'password-needed': ({ toChange }: { toChange: 'email' | 'password' }) =>
    toChange === 'email'
      ? 'Enter your current password to change your email.'
      : 'Enter your current password to change your password.',
  'password-wrong': 'Wrong password. Enter your current one.',
  'password-is-own-name': 'This is your name or email. Choose another password, for example three words.',
  'password-known': 'Too many people use this password. Choose another one, for example three words.',
  'password-not-typeable': 'Leave out the characters that can’t be typed.',
  'password-too-long': 'This is too long for a password here. Enter a shorter one.',
  'password-expected': 'Enter a password.',
  'no-such-password-link': 'This link was used, has expired, or was replaced by a newer one. Ask for another one.',

  'token-invalid': 'This API token is not valid: it is mistyped, expired or revoked. Create another one.',
  'token-read-only': 'This API token may only read. Use one with the scope “submit”.',
  'too-many-tokens': ({ max }: { max: number }) => `There are ${max} tokens already. Revoke one first.`,
  'token-made-before':
    'This form has created a token already, and a token is shown only once. If you have not kept it, revoke it and create another one.',
  'no-such-job': 'There is no such failed job. It may run again already.',
  'no-such-token': 'There is no such token.',
  'token-days-expected': 'Enter a whole number of days.',
  'token-days-too-few': 'Enter 1 day or more.',
  'token-days-too-many': ({ max }: { max: number }) => `Enter ${max} days or less.`,

  'sso-email-unconfirmed': 'Your organisation hasn’t confirmed your email. Ask its administrators.',
  'sso-email-of-another':
    'Another account here has your email, or one that looks like it. Ask an admin to change it there.',
  'sso-account-changed': 'Your account was changed at the same moment. Sign in again.',
  'sso-not-completed': 'Signing in with your organisation wasn’t completed. Start again.',
  'sso-unavailable': 'Your organisation’s sign-in isn’t answering at the moment. Try again in a few seconds.',
} as const;
