import { maxNameLength, maxTokenDays } from '../accounts/limits.ts';
import { defaultScope, scopes } from '../accounts/roles.ts';
import { postNames } from '../forms/form-post.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { useMessages } from './language.tsx';

interface NewTokenFormProps {
  readonly idempotencyKey: string;
  readonly failure: Problem | undefined;
}

/** Renders the form that makes an API token. */
export function NewTokenForm({ idempotencyKey, failure }: NewTokenFormProps) {
  const texts = useMessages().pages.account;
  const labels = { name: texts.name, scope: texts.permissions, expiresInDays: texts.expiresInDays };
  return (
    <section aria-labelledby="new-token-heading">
      <h2 id="new-token-heading">{texts.newTokenTitle}</h2>
      <ErrorSummary problem={failure} labels={labels} />
      <form class="account" method="post" action="/tokens">
        <input type="hidden" name={postNames.idempotencyKey} value={idempotencyKey} />
        <AccountField
          name="name"
          label={texts.name}
          type="text"
          autocomplete="off"
          hint={texts.tokenNameHint}
          maxlength={maxNameLength}
          failure={failure}
        />
        <label for="scope">{texts.permissions}</label>
        <select id="scope" name="scope">
          {scopes.map((scope) => (
            <option value={scope} selected={scope === defaultScope}>
              {texts.scopeChoices[scope]}
            </option>
          ))}
        </select>
        <AccountField
          name="expiresInDays"
          label={texts.expiresInDays}
          type="number"
          autocomplete="off"
          hint={texts.expiresInDaysHint}
          required={false}
          min={1}
          max={maxTokenDays}
          failure={failure}
        />
        <button type="submit">{texts.createToken}</button>
      </form>
    </section>
  );
}
