import { maxNameLength, maxTokenDays } from '../accounts/limits.ts';
import { defaultScope, type Scope, scopes } from '../accounts/roles.ts';
import { postNames } from '../forms/form-post.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountField } from './account-field.tsx';
import { AccountNavigation } from './account-navigation.tsx';
import { FailureNotice } from './error-summary.tsx';
import { Time } from './time.tsx';

interface TokensPageProps {
  readonly tokens: readonly {
    readonly id: string;
    readonly name: string;
    readonly scope: Scope;
    readonly expiresAt: string | null;
    readonly lastUsedAt: string | null;
  }[];
  /** The text of the token that was just made, which the app shows only once. */
  readonly madeToken: string | undefined;
  /** The key of the form: when the form is sent again, it makes no second token. */
  readonly idempotencyKey: string;
  readonly failure: Problem | undefined;
}

const wordsOf: Readonly<Record<Scope, string>> = {
  read: 'Read: see what I may see',
  submit: 'Submit: read and send',
  admin: 'Admin: all my admin rights',
};

/** Renders the user's own API tokens, with forms to make and revoke them. */
export function TokensPage({ tokens, madeToken, idempotencyKey, failure }: TokensPageProps) {
  return (
    <>
      <h1>API tokens</h1>
      <AccountNavigation path="/tokens" />
      <p>
        With a token a program acts in your name: it sends <code>Authorization: Bearer</code> and the token. What it can
        do is in <a href="/docs">the documentation of the API</a>, to read and to try.
      </p>
      {madeToken && (
        <div role="status">
          <h2>Your new token</h2>
          <p>
            <code>{madeToken}</code>
          </p>
          <p>Copy it now. You will not see it again.</p>
        </div>
      )}
      {tokens.length > 0 ? <TokenList tokens={tokens} /> : <p>You have none yet.</p>}
      <section aria-labelledby="new-token-heading">
        <h2 id="new-token-heading">Create a token</h2>
        <FailureNotice failure={failure} />
        <NewTokenForm idempotencyKey={idempotencyKey} failure={failure} />
      </section>
    </>
  );
}

function TokenList({ tokens }: Pick<TokensPageProps, 'tokens'>) {
  return (
    <ul class="records">
      {tokens.map(({ id, name, scope, expiresAt, lastUsedAt }) => (
        <li>
          <span>
            <bdi>{name}</bdi>
            <br />
            <span class="file-facts">
              {scope}, {lastUsedAt ? <>last used {<Time at={lastUsedAt} />}</> : 'never used'},{' '}
              {expiresAt ? <>expires {<Time at={expiresAt} />}</> : 'does not expire'}
            </span>
          </span>
          <form method="post" action={`/tokens/${id}/delete`}>
            <button type="submit" class="secondary outline">
              Revoke
              <span class="visually-hidden">
                {' '}
                <bdi>{name}</bdi>
              </span>
            </button>
          </form>
        </li>
      ))}
    </ul>
  );
}

function NewTokenForm({ idempotencyKey, failure }: Pick<TokensPageProps, 'idempotencyKey' | 'failure'>) {
  return (
    <form class="account" method="post" action="/tokens">
      <input type="hidden" name={postNames.idempotencyKey} value={idempotencyKey} />
      <AccountField
        name="name"
        label="Name"
        type="text"
        autocomplete="off"
        hint="Such as the program or machine that uses it."
        maxlength={maxNameLength}
        failure={failure}
      />
      <label for="scope">Permissions</label>
      <select id="scope" name="scope">
        {scopes.map((scope) => (
          <option value={scope} selected={scope === defaultScope}>
            {wordsOf[scope]}
          </option>
        ))}
      </select>
      <AccountField
        name="expiresInDays"
        label="Expires after how many days"
        type="number"
        autocomplete="off"
        hint="Left empty, it does not expire."
        required={false}
        min={1}
        max={maxTokenDays}
        failure={failure}
      />
      <button type="submit">Create token</button>
    </form>
  );
}
