/** Sentences about links to share. */
export const shareSentences = {
  'no-such-share':
    'This link doesn’t work. It may have expired, been used up or been revoked, or a part of the address is missing. Ask the person who sent it for a new one.',
  'no-such-own-share': 'There is no such link.',
  'share-expired': 'This link has expired. Ask the person who sent it for a new one.',
  'share-used-up': 'This link has been opened as often as it may be. Ask the person who sent it for a new one.',
  'share-password-missing': 'Enter the password of this link.',
  'share-password-wrong': 'Wrong password. Check it and try again.',
  'share-password-needed': 'Links to these files need a password. Enter one.',
  'share-not-allowed': 'You can’t create links to these files.',
  'share-file-waiting': 'This file is still being checked for malware. Try again in a minute: the link stays as it is.',
  'share-file-infected':
    'Malware was found in this file, so it can’t be downloaded. Ask the person who sent you the link.',
  'share-file-unchecked':
    'This file couldn’t be checked for malware, so it can’t be downloaded. Ask the person who sent you the link.',
  'share-made-before':
    'This form has created a link already, and a link is shown only once. If you have not kept it, revoke it below and create another one.',
  'share-overtaken': 'The submission changed too often at this moment, so no link was created. Try again.',
  'too-many-shares': ({ max }: { max: number }) =>
    `You have ${max} links to this submission already, with those that have ended. Use one of them, or try again in a few days.`,
} as const;
