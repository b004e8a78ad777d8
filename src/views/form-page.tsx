import { postNames } from '../forms/form-post.ts';
import type { Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { DeclaredText } from './declared-text.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FieldInput, type FieldInputProps } from './field-input.tsx';
import { FileFieldInput, type FileFieldProps } from './file-field.tsx';
import { useMessages, useProblemText } from './language.tsx';
import { LeftOut } from './left-out.tsx';
import { OwnPicture } from './portrait.tsx';

/** A form on its page: the declaration, the typed values, and the problems. */
export interface FormPageProps {
  readonly slug: string;
  /** The id of the user whose values these are. */
  readonly owner: string;
  readonly title: Text;
  readonly description: Text;
  /** The days for which submissions are kept; `undefined` without an end. */
  readonly keepForDays?: number | undefined;
  readonly idempotencyKey: string;
  /** The version of the form that the page shows. */
  readonly version: string;
  /** The id of the returned submission of which this is a new version. */
  readonly supersedes?: string | undefined;
  /** That submission, where it still waits for one. */
  readonly returned?: { readonly number: number; readonly message: string | undefined } | undefined;
  /** The labels of what was filled in by an older version and is left out. */
  readonly dropped: readonly Text[];
  /** The names of files of that submission in which malware was found, and which are not taken over. */
  readonly infected?: readonly string[];
  readonly fields: readonly Omit<FieldInputProps, 'error'>[];
  readonly fileFields: readonly Omit<FileFieldProps, 'error'>[];
  /** The picture that the user has sent before, on the form that asks for one. */
  readonly avatarId: string | undefined;
  /** The problem with the values, or with the form as a whole. */
  readonly problem: Problem | undefined;
}

/** Renders a form, empty or with the typed values and their problems. */
export function FormPage(props: FormPageProps) {
  const { slug, owner, title, description, keepForDays, idempotencyKey, version, supersedes, returned } = props;
  const { dropped, infected = [], fields, fileFields, avatarId, problem } = props;
  const { formats, pages } = useMessages();
  const text = useProblemText(problem);
  const errorOf = (name: string) => {
    const sentences = text?.errors.filter(({ field }) => field === name).map(({ message }) => message) ?? [];
    return sentences.length > 0 ? { error: sentences.join(' ') } : {};
  };
  const labels = Object.fromEntries([...fields, ...fileFields].map(({ name, label }) => [name, label]));
  const textsOfScript = JSON.stringify({ byteWords: formats.byteWords, texts: pages.uploads });
  return (
    <>
      <h1>
        <DeclaredText text={title} />
      </h1>
      <p>
        <DeclaredText text={description} />
      </p>
      {keepForDays !== undefined && <p>{pages.deletion.keptFor({ days: keepForDays })}</p>}
      {avatarId && <OwnPicture avatarId={avatarId} alternative={pages.account.picture} size={96} />}
      {returned && <NewVersionNotice {...returned} />}
      <ErrorSummary problem={problem} heading={pages.forms.nothingSent} labels={labels} />
      <LeftOut sentence={pages.forms.leftOut} labels={dropped} />
      <LeftOut sentence={pages.scans.notTakenOver} labels={infected} />
      <form
        method="post"
        action={`/forms/${slug}`}
        data-upload-form={slug}
        data-owner={owner}
        data-texts={textsOfScript}
        novalidate={text !== undefined && text.errors.length > 0}
      >
        {/* The first submit button is the one that Enter presses: sending, and not a step on the way. */}
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: it takes no focus; as `hidden` it would not work in Safari. */}
        <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">
          {pages.forms.send}
        </button>
        <input type="hidden" name={postNames.idempotencyKey} value={idempotencyKey} />
        <input type="hidden" name={postNames.formVersion} value={version} />
        {supersedes && <input type="hidden" name={postNames.supersedes} value={supersedes} />}
        {fields.map((field) => (
          <FieldInput {...field} {...errorOf(field.name)} />
        ))}
        {fileFields.map((field) => (
          <FileFieldInput {...field} {...errorOf(field.name)} />
        ))}
        <button type="submit">{pages.forms.send}</button>
        <div class="form-status">
          <span data-form-status />
          <button type="button" class="secondary outline" data-take-back hidden>
            {pages.forms.takeBack}
          </button>
        </div>
      </form>
    </>
  );
}

function NewVersionNotice({ number, message }: { number: number; message: string | undefined }) {
  const { formats, pages } = useMessages();
  const texts = pages.review;
  return (
    <section class="notice notice-caution" aria-labelledby="new-version-heading">
      <h2 id="new-version-heading">{texts.newVersionOf({ number: formats.number(number) })}</h2>
      {message !== undefined && (
        <blockquote class="multiline" dir="auto">
          {message}
        </blockquote>
      )}
      <p>{texts.newVersionHint}</p>
    </section>
  );
}
