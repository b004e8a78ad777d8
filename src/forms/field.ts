import * as z from 'zod';
import { maxEmailLength } from '../accounts/limits.ts';
import { isEmail } from '../accounts/users/email.ts';
import type { MediaType } from '../files/media-type.ts';
import type { ArchiveLimits } from '../inspection/archive-limits.ts';
import type { PixelLimits } from '../inspection/picture.ts';
import { type Message, message, type PlainCode } from '../messages/message.ts';
import type { Text } from '../messages/text.ts';
import { says } from '../problems/validation.ts';
import type { FieldValue } from '../records/submission-records.ts';
import type { FileRules } from '../uploads/file-rules.ts';
import type { FieldAttributes, FieldType } from './field-type.ts';
import { isOnStep } from './number-steps.ts';

/** An ordinary field of a form: its input, and a schema whose messages are sentences. */
export interface Field extends FieldAttributes {
  readonly schema: z.ZodType<FieldValue>;
}

/** A field that takes files. */
export interface FileField extends FileRules {
  readonly type: 'file';
  readonly label: Text;
  readonly hint?: Text;
  readonly required: boolean;
}

/**
 * The longest text that a field may allow. When another field of its form is wrong, the page shows the text again, with
 * every quote in it escaped.
 */
export const maxTextLength = 50_000;

/**
 * The magnitudes of numbers that DynamoDB keeps: zero, and from 10^-130 to below 10^126. It keeps 38 digits, of which a
 * double has 17 at most.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-data-types-numbers
 */
const keptMagnitude = { min: 1e-130, below: 1e126 } as const;

interface FieldOptions {
  readonly label: Text;
  readonly hint?: Text;
  readonly required?: boolean;
  /** The sentence that asks for a missing value, such as "Enter a title."; without it, the label is named. */
  readonly missing?: Text;
}

/** Declares one line of text, of at most 200 characters by default. */
export function text(options: FieldOptions & { maxLength?: number }): Field {
  const { maxLength = 200 } = options;
  return field('text', options, textSchema(options, maxLength).refine(isOneLine, says('text-not-one-line')), {
    maxlength: maxLength,
  });
}

/** Declares several lines of text, of at most 5,000 characters by default. */
export function textarea(terms: FieldOptions & { maxLength?: number }): Field {
  const { maxLength = 5000 } = terms;
  return field('textarea', terms, textSchema(terms, maxLength), { maxlength: maxLength });
}

/** Declares an email address, checked by the same rule as those of accounts. */
export function email(terms: FieldOptions): Field {
  const schema = textSchema(terms, maxEmailLength).refine(
    (value) => value === '' || isEmail(value),
    says('email-invalid'),
  );
  return field('email', terms, schema, { maxlength: maxEmailLength });
}

/**
 * Declares a number, in steps from `min` or from zero as browsers count them. `step: 1` makes it a whole one. Without a
 * step, it may have any decimals, as many as a double has.
 */
export function number(terms: FieldOptions & { min?: number; max?: number; step?: number }): Field {
  const { min, max, step } = terms;
  let schema = z.number(whenMissing(terms, 'number-expected'));
  if (min !== undefined) schema = schema.min(min, says(message('number-too-small', { min })));
  if (max !== undefined) schema = schema.max(max, says(message('number-too-large', { max })));
  schema = schema
    .refine((value) => Math.abs(value) < keptMagnitude.below, says('number-not-kept-large'))
    .refine((value) => value === 0 || Math.abs(value) >= keptMagnitude.min, says('number-not-kept-small'));
  if (step !== undefined) schema = schema.refine((value) => isOnStep(value, step, min), says(offStep(step, min)));
  // JSON Schema knows steps from zero only.
  if (step !== undefined && isOnStep(min ?? 0, step)) schema = schema.meta({ multipleOf: step });
  const limits = {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
  };
  return field('number', terms, terms.required ? schema : schema.nullable().default(null), limits);
}

function offStep(step: number, min = 0): Message {
  if (!isOnStep(min, step)) return message('number-off-step', { step, min });
  return step === 1 ? message('integer-expected') : message('number-off-step', { step });
}

/** Declares a choice of one option, or of none unless it is required. */
export function select(terms: FieldOptions & { options: readonly { value: string; label: Text }[] }): Field {
  const known = new Set(terms.options.map((option) => option.value));
  const missing = terms.missing === undefined ? message('option-unknown') : missingValue(terms);
  const schema = textSchema(terms, 200, missing).refine(
    (value) => value === '' || known.has(value),
    says('option-unknown'),
  );
  return { ...field('select', terms, schema, {}), options: terms.options };
}

/** Declares a box to tick; `required` means that it must be ticked. */
export function checkbox(terms: FieldOptions): Field {
  const schema = z.boolean(says('boolean-expected')).default(false);
  return field('checkbox', terms, terms.required ? schema.refine((ticked) => ticked, says('tick-needed')) : schema, {});
}

/** Declares a field for files of the given types, at most so many, each at most so large. */
export function files(
  terms: Pick<FieldOptions, 'label' | 'hint'> & {
    accept: readonly (MediaType | readonly MediaType[])[];
    maxBytes: number;
    minFiles: number;
    maxFiles: number;
    picture?: PixelLimits;
    archive?: Partial<ArchiveLimits>;
  },
): FileField {
  return { ...terms, type: 'file', accept: terms.accept.flat(), required: terms.minFiles > 0 };
}

function field(
  type: FieldType,
  { label, hint, missing, required = false }: FieldOptions,
  schema: Field['schema'],
  limits: Field['limits'],
): Field {
  return { type, label, ...(hint && { hint }), ...(missing && { missing }), required, limits, schema };
}

function textSchema(terms: FieldOptions, maxLength: number, missing = missingValue(terms)) {
  const schema = z
    .string(whenMissing(terms, 'text-expected'))
    .trim()
    .max(maxLength, says(message('text-too-long', { max: maxLength })))
    .refine(isPrintable, says('text-not-printable'));
  return terms.required ? schema.min(1, says(missing)) : schema.default('');
}

/** Returns the message for a missing value, so that it does not read as one of the wrong type. */
function whenMissing(terms: FieldOptions, wrongType: PlainCode) {
  return { error: ({ input }: { input?: unknown }) => says(input === undefined ? missingValue(terms) : wrongType) };
}

function missingValue({ label, missing }: FieldOptions): Message {
  return message('field-missing', { label, ...(missing && { missing }) });
}

const isOneLine = (value: string) => !/[\r\n\u2028\u2029]/.test(value);

/** Control characters other than tab and line ends, and half characters, cannot be shown or exported. */
const isPrintable = (value: string) => value.isWellFormed() && !/[^\P{Cc}\t\r\n]/u.test(value);
