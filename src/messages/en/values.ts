import { type Text, textIn } from '../text.ts';
import { formats } from './formats.ts';

/** A message within a message; its type is that of `Message`, which is derived from this file. */
interface InnerMessage {
  readonly code: string;
}

const characters = (count: number) => formats.plural(count, { one: '# character', other: '# characters' });

/** Sentences about the values of forms and JSON. */
export const values = {
  'values-invalid': 'Some values are missing or not valid.',
  'form-invalid': 'Some fields need your attention. Nothing has been sent yet.',
  'value-invalid': 'This is not valid.',
  'value-missing': 'Fill in this field.',
  'field-missing': ({ label, missing }: { label: Text; missing?: Text }) =>
    missing === undefined ? `Fill in “${textIn(label, 'en')}”.` : textIn(missing, 'en'),
  'no-such-field': 'There is no such field.',
  'object-expected': 'This must be a JSON object.',
  'text-expected': 'Enter text.',
  'text-too-long': ({ max }: { max: number }) => `Use at most ${characters(max)}.`,
  'text-too-short': ({ min }: { min: number }) => `Use at least ${characters(min)}.`,
  'text-not-one-line': 'Write this on one line.',
  'text-not-printable': 'Remove the characters that can’t be shown.',
  'email-expected': 'Enter an email address.',
  'email-invalid': 'Enter an email address such as name@example.com.',
  'email-given-invalid': ({ given }: { given: string }) => `“${given}” isn’t an email address.`,
  'name-expected': 'Enter a name.',
  'boolean-expected': 'This must be true or false.',
  'tick-needed': 'Tick this box to continue.',
  'option-unknown': 'Choose one of the options.',
  'not-one-of': ({ options }: { options: readonly string[] }) => `This must be one of ${options.join(', ')}.`,
  'number-expected': 'Enter a number.',
  'integer-expected': 'Enter a whole number.',
  'number-too-small': ({ min }: { min: number }) => `Enter ${min} or more.`,
  'number-too-large': ({ max }: { max: number }) => `Enter ${max} or less.`,
  'number-not-kept-large': 'This number is larger than can be kept.',
  'number-not-kept-small': 'This number is closer to zero than can be kept.',
  'number-off-step': ({ step, min }: { step: number; min?: number }) =>
    min === undefined
      ? `This must be a multiple of ${step}.`
      : `This must be ${min}, or that and a multiple of ${step}.`,
  'page-limit-expected': ({ max }: { max: number }) => `This must be a number from 1 to ${max}.`,
  'cursor-unknown': 'This is not a cursor that a list gave out.',
  'id-expected': 'This must be 8 to 64 letters, digits, hyphens or underscores.',

  'form-name-expected': 'This must be the name of a form.',
  'form-name-unknown': 'There is no form of this name.',
  'field-name-expected': 'This must be the name of a file field.',
  'field-name-unknown': 'There is no field of this name.',
  'file-name-expected': 'This must be the name of the file.',
  'file-name-too-long': 'This name is too long.',
  'media-type-expected': 'This must be a media type.',
  'media-type-invalid': 'This is not a media type.',
  'file-size-expected': 'This must be the size in bytes, a whole number.',
  'checksum-expected': ({ name, bytes }: { name: string; bytes: number }) =>
    `This must be a ${name} of ${bytes} bytes, in base64.`,
  'part-list-expected': 'This must be a list of parts.',
  'part-number-too-small': 'Parts are counted from 1.',
  'part-number-too-large': ({ max }: { max: number }) => `Parts are counted up to ${max}.`,
  'parts-missing': 'Name at least one part.',
  'parts-too-many': ({ max }: { max: number }) => `Name at most ${max} parts at a time.`,
  'part-twice': 'A part is named twice.',

  'upload-id-expected': 'This must be the id of an upload.',
  'upload-ids-expected': 'This must be a list of upload ids.',
  'files-missing': ({ min }: { min: number }) =>
    formats.plural(min, { one: 'Choose a file.', other: 'Choose at least # files.' }),
  'files-too-many': ({ max }: { max: number }) =>
    formats.plural(max, {
      one: 'Only one file can be sent here. Remove the others.',
      other: 'Only # files can be sent here. Remove some.',
    }),
  'file-listed-twice': 'The same file is listed twice.',
  'file-of-other-field': 'This file was sent for another field.',
  'file-attached-elsewhere': ({ filename }: { filename: string }) =>
    `“${filename}” is part of another submission. Choose the file again to send it here too.`,
  'file-taken-elsewhere': 'A file was sent or removed elsewhere meanwhile. Remove it here and choose it again.',
  'file-gone': ({ filename }: { filename: string }) =>
    `“${filename}” isn’t there any more. Remove it and choose it again.`,
  'file-rejected': (
    { filename, reason }: { filename: string; reason: InnerMessage },
    say: (reason: InnerMessage) => string,
  ) => `“${filename}”: ${say(reason)}`,

  'no-such-form': 'There is no such form.',
  'no-such-file-field': 'This form has no such file field.',
  'form-text-too-long': 'This is more text than a form can hold. Shorten it.',
  'form-sent-before': 'This form was sent before with other content. Open the form again to send something new.',
  'no-such-submission': 'There is no such submission.',
  'reviewers-only': 'Only reviewers of this form can list what was sent with it.',
} as const;
