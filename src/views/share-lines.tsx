import { ConfirmedAction } from './confirmed-action.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { Time } from './time.tsx';

/** Whether a link works, and why not. */
export type ShareState = 'works' | 'expired' | 'used-up' | 'revoked' | 'blocked';

/** A link as a list shows it. */
export interface ShownShare {
  readonly id: string;
  /** The name of its file; `undefined` for the whole submission. */
  readonly filename: string | undefined;
  /** The number of files that it opens. */
  readonly files: number;
  readonly state: ShareState;
  /** The name of its maker; `undefined` for the reader's own link. */
  readonly maker: string | undefined;
  readonly hasPassword: boolean;
  readonly expiresAt: string;
  readonly revokedAt: string | undefined;
  readonly uses: number;
  readonly maxUses: number | undefined;
  readonly lastUsedAt: string | undefined;
  /** Its latest uses, the newest first; none where the list does not tell them. */
  readonly latestUses: readonly ShownUse[];
  readonly hasOlderUses: boolean;
  /** The submission, in a list of links to several. */
  readonly source?: { readonly path: string; readonly reference: string };
}

interface ShownUse {
  readonly at: string;
  readonly client: string;
  readonly filename: string | undefined;
}

/**
 * Renders links with what became of them.
 * @param from the path to which a revoked link leads back; see the route
 */
export function ShareLines({ shares, from }: { shares: readonly ShownShare[]; from: 'submission' | 'own' }) {
  return (
    <ul class="records">
      {shares.map((share) => (
        <ShareLine share={share} from={from} />
      ))}
    </ul>
  );
}

function ShareLine({ share, from }: { share: ShownShare; from: 'submission' | 'own' }) {
  const texts = useMessages().pages.links;
  const { id, filename, files, state, source, revokedAt } = share;
  const name = filename ?? texts.everything({ count: files });
  const label = source ? `${source.reference}: ${name}` : name;
  return (
    <li>
      <div class="record-main">
        <span class="record-title">
          {source && (
            <a href={source.path}>
              <bdi>{source.reference}</bdi>
            </a>
          )}
          <bdi>{name}</bdi>
          <span class={state === 'works' ? 'badge badge-success' : 'badge'}>{texts.states[state]}</span>
        </span>
        <ShareFacts {...share} />
        {share.latestUses.length > 0 && <LatestUses {...share} />}
      </div>
      {revokedAt === undefined && state !== 'expired' && (
        <ConfirmedAction
          action={`/shares/${id}/revocation`}
          text={texts.revoke}
          label={texts.revokeOf({ name: label })}
          question={texts.revokeQuestion}
          confirm={texts.confirmRevoke}
        >
          <input type="hidden" name="from" value={from} />
        </ConfirmedAction>
      )}
    </li>
  );
}

function ShareFacts({ state, maker, hasPassword, expiresAt, revokedAt, uses, maxUses, lastUsedAt }: ShownShare) {
  const texts = useMessages().pages.links;
  return (
    <span class="record-facts facts">
      <span>{maxUses === undefined ? texts.uses({ count: uses }) : texts.usesOf({ count: uses, max: maxUses })}</span>
      {lastUsedAt !== undefined && <TimeFact text={texts.lastUsed} at={lastUsedAt} />}
      {revokedAt === undefined ? (
        <TimeFact text={state === 'expired' ? texts.expired : texts.expires} at={expiresAt} />
      ) : (
        <TimeFact text={texts.revokedAt} at={revokedAt} />
      )}
      {hasPassword && <span>{texts.hasPassword}</span>}
      {maker !== undefined && (
        <span>
          <FilledText text={texts.madeBy} parts={{ who: <bdi>{maker}</bdi> }} />
        </span>
      )}
    </span>
  );
}

function TimeFact({ text, at }: { text: string; at: string }) {
  return (
    <span>
      <FilledText text={text} parts={{ time: <Time at={at} /> }} />
    </span>
  );
}

function LatestUses({ latestUses, hasOlderUses }: ShownShare) {
  const texts = useMessages().pages.links;
  return (
    <details class="share-uses">
      <summary>{texts.eachUse}</summary>
      <ol>
        {latestUses.map(({ at, client, filename }) => (
          <li>
            <FilledText
              text={filename === undefined ? texts.usedWith : texts.usedFile}
              parts={{ time: <Time at={at} />, client: <bdi>{client}</bdi>, file: <bdi>{filename}</bdi> }}
            />
          </li>
        ))}
      </ol>
      {hasOlderUses && <p class="quiet">{texts.olderUses}</p>}
    </details>
  );
}
