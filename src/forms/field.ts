import * as z from 'zod';
import { maxEmailLength } from '../accounts/limits.ts';
import { isEmail } from '../accounts/users/email.ts';
import type { MediaType } from '../files/media-type.ts';
import type { ArchiveLimits } from '../inspection/archive-limits.ts';
import type { PixelLimits } from '../inspection/picture.ts';
import { mustBeFilledIn } from '../problems/validation.ts';
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
  readonly label: string;
  readonly hint?: string;
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
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

/** Declares one line of text, of at most 200 characters by default. */
export function text(options: FieldOptions & { maxLength?: number }): Field {
  const { maxLength = 200 } = options;
  return field('text', options, textSchema(options, maxLength).refine(isOneLine, 'This must be one line.'), {
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
    'This is not an email address.',
  );
  return field('email', terms, schema, { maxlength: maxEmailLength });
}

/**
 * Declares a number, in steps from `min` or from zero as browsers count them. `step: 1` makes it a whole one. Without a
 * step, it may have any decimals, as many as a double has.
 */
export function number(terms: FieldOptions & { min?: number; max?: number; step?: number }): Field {
  const { min, max, step } = terms;
  let schema = z.number(whenMissing('This must be a number.'));
  if (min !== undefined) schema = schema.min(min, `This must be ${min} or more.`);
  if (max !== undefined) schema = schema.max(max, `This must be ${max} or less.`);
  schema = schema
    .refine((value) => Math.abs(value) < keptMagnitude.below, 'This number is larger than can be kept.')
    .refine(
      (value) => value === 0 || Math.abs(value) >= keptMagnitude.min,
      'This number is closer to zero than can be kept.',
    );
  if (step !== undefined) schema = schema.refine((value) => isOnStep(value, step, min), stepMessage(step, min));
  // JSON Schema knows steps from zero only.
  if (step !== undefined && isOnStep(min ?? 0, step)) schema = schema.meta({ multipleOf: step });
  const limits = {
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    ...(step !== undefined && { step }),
  };
  return field('number', terms, terms.required ? schema : schema.nullable().default(null), limits);
}

function stepMessage(step: number, min = 0): string {
  if (!isOnStep(min, step)) return `This must be ${min}, or that and a multiple of ${step}.`;
  return step === 1 ? 'This must be a whole number.' : `This must be a multiple of ${step}.`;
}

/** Declares a choice of one option, or of none unless it is required. */
export function select(terms: FieldOptions & { options: readonly { value: string; label: string }[] }): Field {
  const known = new Set(terms.options.map((option) => option.value));
  const schema = textSchema(terms, 200).refine(
    (value) => value === '' || known.has(value),
    'Choose one of the options.',
  );
  return { ...field('select', terms, schema, {}), options: terms.options };
}

/** Declares a box to tick; `required` means that it must be ticked. */
export function checkbox(terms: FieldOptions): Field {
  const schema = z.boolean('This must be true or false.').default(false);
  return field(
    'checkbox',
    terms,
    terms.required ? schema.refine((ticked) => ticked, 'This must be ticked.') : schema,
    {},
  );
}

/** Declares a field for files of the given types, at most so many, each at most so large. */
export function files(
  terms: Omit<FieldOptions, 'required'> & {
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
  { label, hint, required = false }: FieldOptions,
  schema: Field['schema'],
  limits: Field['limits'],
): Field {
  return { type, label, ...(hint && { hint }), required, limits, schema };
}

function textSchema({ required }: FieldOptions, maxLength: number) {
  const schema = z
    .string(whenMissing('This must be text.'))
    .trim()
    .max(maxLength, `This may have at most ${maxLength} characters.`)
    .refine(isPrintable, 'This contains characters that cannot be shown.');
  return required ? schema.min(1, mustBeFilledIn) : schema.default('');
}

/** Returns the message for a missing value, so that it does not read as one of the wrong type. */
function whenMissing(wrongType: string) {
  return { error: ({ input }: { input?: unknown }) => (input === undefined ? mustBeFilledIn : wrongType) };
}

const isOneLine = (value: string) => !/[\r\n\u2028\u2029]/.test(value);

/** Control characters other than tab and line ends, and half characters, cannot be shown or exported. */
const isPrintable = (value: string) => value.isWellFormed() && !/[^\P{Cc}\t\r\n]/u.test(value);
