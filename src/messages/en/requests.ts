const askOperator = 'If it happens again, tell the operators of this site.';

/** Sentences about requests, before any of their values is looked at, and about what the app needs to answer them. */
export const requests = {
  'body-broken-off': 'The request broke off before its end. Send it again.',
  'body-too-large': 'This request is too large. Files are sent to storage, never with the form.',
  'form-unreadable': 'The form can’t be read. Send it again.',
  'files-in-body': 'Files are sent to storage, never with the form.',
  'too-many-values': ({ max }: { max: number }) => `This form has more than ${max} values. Send fewer at once.`,
  'json-expected': 'Send JSON, with the content type application/json.',
  'json-invalid': 'The body is not valid JSON. Correct it and send it again.',
  'json-not-utf8': 'The body is not valid UTF-8, as JSON must be. Save or send it as UTF-8.',
  'json-too-deep': 'The JSON is nested too deeply. Send a flatter one.',
  'json-member-twice': 'The JSON has an object with the same member twice. Send each once.',
  'patch-without-json': 'Send JSON with PATCH.',
  'no-such-address': 'There is nothing at this address.',
  'method-not-allowed': ({ allowed }: { allowed: string }) => `Use one of these methods here: ${allowed}.`,
  'foreign-origin': 'This request didn’t come from our own pages. Open the page again and repeat it there.',
  'internal-error':
    'Something went wrong on our side. Try again. If it happens again, tell us the reference for support.',
  'storage-unavailable': 'Storage isn’t answering at the moment. Try again in a few seconds.',
  'storage-unavailable-values-kept':
    'Storage isn’t answering at the moment. Nothing is lost: try again in a few seconds.',

  'no-such-upstream': 'There is no upstream of this name. Check the address.',
  'upstream-path-unsafe':
    'This address can’t be passed on: a part of it is empty or made of dots, or has a slash, a backslash or a control character in it. Leave that out.',
  'upstream-slow': ({ name }: { name: string }) =>
    `The upstream “${name}” didn’t answer in time. Try again, or ask it for less.`,
  'upstream-unreachable': ({ name }: { name: string }) =>
    `The upstream “${name}” didn’t answer. Try again in a few seconds. ${askOperator}`,
  'upstream-response-invalid': ({ name }: { name: string }) =>
    `The upstream “${name}” gave an answer that can’t be passed on. ${askOperator}`,
} as const;
