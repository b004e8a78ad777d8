import type { User } from '../accounts/users/user.ts';
import { type Text, textIn } from '../messages/text.ts';
import { InvalidDeclaration } from '../problems/errors.ts';
import type { ScanRule } from '../records/scan-record.ts';
import { maxObjectBytes } from '../values/s3-limits.ts';
import { type Field, type FileField, maxTextLength } from './field.ts';
import { declarationOf } from './form-declaration.ts';
import { postNames } from './form-post.ts';
import {
  faultOfTerms,
  type ReviewedFields,
  type ReviewState,
  type ReviewTerms,
  usualFields,
  usualStates,
} from './review-terms.ts';
import { type DeclaredShareTerms, faultOfShares, type ShareTerms, shareTermsOf } from './share-terms.ts';

/** A form as its file under `src/forms/` declares it. */
export interface Form {
  /** The form's name in addresses, keys and records: never changes once the form is in use. */
  readonly slug: string;
  readonly title: Text;
  readonly description: Text;
  readonly fields: Readonly<Record<string, Field>>;
  readonly fileFields: Readonly<Record<string, FileField>>;
  /** Where the form is offered. */
  readonly place: FormPlace;
  /** True for a form that takes more submissions than one partition of the table: its list is spread over several. */
  readonly isBusy: boolean;
  /** True for users who may see the form and fill it in. */
  readonly maySubmit: (user: User) => boolean;
  /** True for users who may see the submissions of others. */
  readonly mayReview: (user: User) => boolean;
  /** True for reviewers who may also decide: set states, labels and assignees. */
  readonly mayDecide: (user: User) => boolean;
  /** The states of its submissions, and the fields by which reviewers find them. */
  readonly review: ReviewTerms;
  /** The days after which a submission is deleted with its files; without them, submissions stay. */
  readonly keepForDays?: number;
  /** When people may fetch its files; see `scanRuleOf` for forms without it. */
  readonly scan?: ScanRule;
  /** The links that people may make to its files; without them, none. */
  readonly shares?: ShareTerms;
}

/** A form is offered first of all, among the forms, or in the menu of the user's account. */
export type FormPlace = 'forms' | 'account';

/** The shape of a form's name, in declarations and addresses. */
export const slugPattern = /^[a-z][a-z0-9-]{1,40}$/;

interface Declaration {
  readonly slug: string;
  readonly title: Text;
  readonly description: Text;
  /** The fields, in the order in which they are shown. Ordinary fields come before file fields. */
  readonly fields: Readonly<Record<string, Field | FileField>>;
  /** `account` for a form about the users themselves; by default, the form is among the forms. */
  readonly place?: FormPlace;
  /**
   * True for a form that takes more than 300 submissions a second. Its list is spread over partitions of the table, and
   * the numbers of its receipts have gaps and no order in time. Once true it stays true, since its submissions are there.
   */
  readonly busy?: boolean;
  readonly submit: Form['maySubmit'];
  readonly review: Form['mayReview'];
  /** The reviewers who may decide; by default, all who may review. */
  readonly decide?: Form['mayDecide'];
  /** The states of its submissions; by default `usualStates`. */
  readonly states?: readonly [ReviewState, ...ReviewState[]];
  /** The fields that reviewers see in the table, filter and sort by, and search; by default `usualFields`. */
  readonly columns?: ReviewedFields['columns'];
  readonly filters?: ReviewedFields['filters'];
  readonly sorts?: ReviewedFields['sorts'];
  readonly searched?: ReviewedFields['searched'];
  /** The days for which submissions are kept; by default, they stay until an admin deletes them. */
  readonly keepForDays?: number;
  /** When people may fetch its files; by default `wait` where the deployment has a scanner. */
  readonly scan?: ScanRule;
  /** The links that people may make to its files; by default, none. */
  readonly shares?: DeclaredShareTerms;
}

/** For `submit`: every user with an account. */
export const anyoneSignedIn = (): boolean => true;
/** For `submit` and `review`. */
export const admins = (user: User): boolean => user.role === 'admin';

/**
 * The most files of a form. A submission and its files are written in one transaction of at most 100 writes: two a file
 * and a few of its own.
 */
const maxFilesOfAForm = 45;

/** The most bytes of a declaration as JSON: the table keeps it in one item of at most 400 KB. */
const maxDeclarationBytes = 300_000;

/** Names that a form's page uses itself, for inputs and buttons or as the id of an element. */
const reservedNames = new Set<string>([...Object.values(postNames), 'content']);

/**
 * Declares a form. The page, its hints, the checks in the browser and on the server, the conditions of signatures, the
 * JSON interface and the messages derive from it.
 * @throws InvalidDeclaration when it cannot work
 */
export function defineForm(declaration: Declaration): Form {
  const { slug, title, description, place = 'forms', busy = false, submit, review, decide = review } = declaration;
  const usual = usualFields(declaration.fields);
  const entries = Object.entries(declaration.fields);
  const isFileField = (entry: [string, Field | FileField]): entry is [string, FileField] => entry[1].type === 'file';
  const form: Form = {
    slug,
    title,
    description,
    fields: Object.fromEntries(entries.filter((entry): entry is [string, Field] => !isFileField(entry))),
    fileFields: Object.fromEntries(entries.filter(isFileField)),
    place,
    isBusy: busy,
    maySubmit: submit,
    mayReview: review,
    mayDecide: (user) => review(user) && decide(user),
    review: {
      states: declaration.states ?? usualStates,
      columns: declaration.columns ?? usual.columns,
      filters: declaration.filters ?? usual.filters,
      sorts: declaration.sorts ?? usual.sorts,
      searched: declaration.searched ?? usual.searched,
    },
    ...(declaration.keepForDays !== undefined && { keepForDays: declaration.keepForDays }),
    ...(declaration.scan !== undefined && { scan: declaration.scan }),
    ...(declaration.shares && { shares: shareTermsOf(declaration.shares) }),
  };
  checkDeclaration(form);
  return form;
}

function checkDeclaration(form: Form): void {
  const refuse = (reason: string) => new InvalidDeclaration(`Form "${form.slug}": ${reason}`);
  if (!slugPattern.test(form.slug)) throw refuse('the slug must be lower-case letters, digits and hyphens.');
  for (const name of [...Object.keys(form.fields), ...Object.keys(form.fileFields)]) {
    if (!/^[a-z][a-zA-Z0-9]{0,40}$/.test(name)) throw refuse(`the field name "${name}" must be one word in camelCase.`);
    if (reservedNames.has(name)) throw refuse(`the field name "${name}" is taken by the form itself.`);
  }
  const fault = faultOfTerms(form.review, form.fields) ?? (form.shares && faultOfShares(form.shares));
  if (fault !== undefined) throw refuse(fault);
  const { keepForDays = 1 } = form;
  if (!Number.isInteger(keepForDays) || keepForDays < 1) throw refuse('it keeps submissions for less than a day.');
  const name = (label: Text) => textIn(label, 'en');
  for (const { label, limits } of Object.values(form.fields)) {
    if (!Object.values(limits).every(Number.isFinite)) throw refuse(`"${name(label)}" has a limit that is no number.`);
    if (limits.maxlength !== undefined && limits.maxlength > maxTextLength)
      throw refuse(`"${name(label)}" takes more characters than a page can show again (${maxTextLength}).`);
  }
  const fileFields = Object.values(form.fileFields);
  for (const { label, minFiles, maxFiles, maxBytes, accept } of fileFields) {
    if (minFiles < 0 || maxFiles < 1 || minFiles > maxFiles)
      throw refuse(`"${name(label)}" asks for ${minFiles} to ${maxFiles} files.`);
    if (maxBytes < 1 || accept.length === 0) throw refuse(`"${name(label)}" accepts nothing.`);
    if (maxBytes > maxObjectBytes) throw refuse(`"${name(label)}" accepts more than S3 can hold in one object.`);
  }
  const mostFiles = fileFields.reduce((sum, field) => sum + field.maxFiles, 0);
  if (mostFiles > maxFilesOfAForm)
    throw refuse(`${mostFiles} files are more than one submission can hold (${maxFilesOfAForm}).`);
  if (Buffer.byteLength(JSON.stringify(declarationOf(form))) > maxDeclarationBytes)
    throw refuse(`its texts and options are longer than the table can keep (${maxDeclarationBytes} bytes).`);
}
