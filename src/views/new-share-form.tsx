import { passwordLength } from '../accounts/limits.ts';
import { postNames } from '../forms/form-post.ts';
import type { ShareTerms } from '../forms/share-terms.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { AccountScript } from './account-script.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FieldNotes, notesOf } from './field-notes.tsx';
import { useMessages, useProblemText } from './language.tsx';

export interface NewShareFormProps {
  readonly submissionId: string;
  readonly terms: ShareTerms;
  readonly idempotencyKey: string;
  /** The files of the submission. */
  readonly files: readonly { readonly id: string; readonly filename: string }[];
  /** What was typed before, by name of the field; the password is never in it. */
  readonly typed: Readonly<Record<string, string>>;
  readonly failure: Problem | undefined;
}

/** Renders the form that makes a link to share. */
export function NewShareForm({ submissionId, terms, files, typed, failure, idempotencyKey }: NewShareFormProps) {
  const texts = useMessages().pages.links;
  const { expiresInDays: days = String(terms.usualDays), maxUses = '' } = typed;
  const labels = {
    file: texts.what,
    expiresInDays: texts.expiresInDays,
    password: texts.password,
    maxUses: texts.maxUses,
  };
  return (
    <section aria-labelledby="new-share-heading">
      <h2 id="new-share-heading">{texts.newTitle}</h2>
      <p>{texts.newHint}</p>
      <ErrorSummary problem={failure} labels={labels} />
      <form class="account" method="post" action={`/submissions/${submissionId}/shares`}>
        <input type="hidden" name={postNames.idempotencyKey} value={idempotencyKey} />
        <FileChoice files={files} chosen={typed.file} failure={failure} />
        <AccountField
          name="expiresInDays"
          label={texts.expiresInDays}
          type="number"
          autocomplete="off"
          hint={texts.expiresInDaysHint({ max: terms.maxDays })}
          value={days}
          min={1}
          max={terms.maxDays}
          failure={failure}
        />
        <AccountField
          name="password"
          label={texts.password}
          type="password"
          autocomplete="new-password"
          hint={texts.passwordHint({ characters: passwordLength.min })}
          required={terms.needsPassword}
          minlength={passwordLength.min}
          maxlength={passwordLength.max}
          failure={failure}
        />
        <AccountField
          name="maxUses"
          label={texts.maxUses}
          type="number"
          autocomplete="off"
          hint={useUsesHint(terms)}
          value={maxUses}
          required={terms.maxDownloads !== undefined}
          min={1}
          {...(terms.maxDownloads !== undefined && { max: terms.maxDownloads })}
          failure={failure}
        />
        <button type="submit">{texts.make}</button>
      </form>
      <AccountScript />
    </section>
  );
}

function useUsesHint({ maxDownloads }: ShareTerms): string {
  const { maxUsesHint, maxUsesBound } = useMessages().pages.links;
  return maxDownloads === undefined ? maxUsesHint : `${maxUsesHint} ${maxUsesBound({ max: maxDownloads })}`;
}

function FileChoice({
  files,
  chosen,
  failure,
}: Pick<NewShareFormProps, 'files' | 'failure'> & { chosen: string | undefined }) {
  const texts = useMessages().pages.links;
  const error = useProblemText(failure)?.errors.find(({ field }) => field === 'file')?.message;
  const notes = { name: 'file', hint: undefined, error };
  return (
    <>
      <label for="file">{texts.what}</label>
      <FieldNotes {...notes} />
      <select
        id="file"
        name="file"
        aria-invalid={error === undefined ? undefined : 'true'}
        aria-describedby={notesOf(notes)}
      >
        <option value="">{texts.everything({ count: files.length })}</option>
        {files.map(({ id, filename }) => (
          <option value={id} dir="auto" selected={id === chosen}>
            {filename}
          </option>
        ))}
      </select>
    </>
  );
}
