import type { Scope } from '../accounts/roles.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountNavigation } from './account-navigation.tsx';
import { ConfirmedAction } from './confirmed-action.tsx';
import { CopyField } from './copy-field.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NewTokenForm } from './new-token-form.tsx';
import { SuccessNotice } from './success-notice.tsx';
import { Time } from './time.tsx';

interface ListedToken {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  readonly expiresAt: string | null;
  readonly lastUsedAt: string | null;
}

interface TokensPageProps {
  readonly tokens: readonly ListedToken[];
  /** The text of the token that was just made, which the app shows only once. */
  readonly madeToken: string | undefined;
  /** True after a token was revoked. */
  readonly isRevoked: boolean;
  /** The key of the form: when the form is sent again, it makes no second token. */
  readonly idempotencyKey: string;
  readonly failure: Problem | undefined;
}

/** Renders the user's own API tokens, with forms to make and revoke them. */
export function TokensPage({ tokens, madeToken, isRevoked, idempotencyKey, failure }: TokensPageProps) {
  const texts = useMessages().pages.account;
  return (
    <>
      <h1>{texts.tokensTitle}</h1>
      <AccountNavigation path="/tokens" />
      {isRevoked && <SuccessNotice text={texts.tokenRevoked} />}
      {madeToken && <MadeToken text={madeToken} />}
      <p>
        <FilledText
          text={texts.tokensIntroduction}
          parts={{ documentation: <a href="/docs">{texts.documentation}</a> }}
        />
      </p>
      {tokens.length > 0 ? (
        <ul class="records">
          {tokens.map((token) => (
            <TokenLine token={token} />
          ))}
        </ul>
      ) : (
        <p class="empty">{texts.noTokens}</p>
      )}
      <NewTokenForm idempotencyKey={idempotencyKey} failure={failure} />
    </>
  );
}

function MadeToken({ text }: { text: string }) {
  const texts = useMessages().pages.account;
  return (
    <section class="notice notice-success" aria-labelledby="made-token-heading" tabindex={-1} autofocus>
      <h2 id="made-token-heading">{texts.madeTokenTitle}</h2>
      <CopyField id="made-token" label={texts.token} value={text} hint={texts.madeTokenHint} />
      <p>
        <FilledText text={texts.tokenUse} parts={{ header: <code dir="ltr">Authorization: Bearer …</code> }} />
      </p>
    </section>
  );
}

function TokenLine({ token: { id, name, scope, expiresAt, lastUsedAt } }: { token: ListedToken }) {
  const texts = useMessages().pages.account;
  const time = (at: string | null) => ({ time: at && <Time at={at} /> });
  return (
    <li>
      <span class="record-main">
        <span class="record-title">
          <bdi>{name}</bdi>
          <span class="badge">{texts.scopes[scope]}</span>
        </span>
        <span class="record-facts facts">
          <span>
            <FilledText text={lastUsedAt ? texts.lastUsed : texts.neverUsed} parts={time(lastUsedAt)} />
          </span>
          <span>
            <FilledText text={expiresAt ? texts.expires : texts.expiresNever} parts={time(expiresAt)} />
          </span>
        </span>
      </span>
      <ConfirmedAction
        action={`/tokens/${id}/delete`}
        text={texts.revoke}
        label={texts.revokeOf({ name })}
        question={texts.revokeQuestion}
        confirm={texts.confirmRevoke}
      />
    </li>
  );
}
