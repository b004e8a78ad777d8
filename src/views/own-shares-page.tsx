import { AccountNavigation } from './account-navigation.tsx';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { ShareLines, type ShownShare } from './share-lines.tsx';
import { SuccessNotice } from './success-notice.tsx';

interface OwnSharesPageProps {
  readonly shares: readonly ShownShare[];
  readonly nextPath: string | null;
  readonly isRevoked: boolean;
}

/** Renders all links that the user made, the newest first. */
export function OwnSharesPage({ shares, nextPath, isRevoked }: OwnSharesPageProps) {
  const texts = useMessages().pages.links;
  return (
    <>
      <h1>{texts.title}</h1>
      <AccountNavigation path="/shares" />
      {isRevoked && <SuccessNotice text={texts.revoked} />}
      <p>{texts.introduction}</p>
      {shares.length > 0 ? <ShareLines shares={shares} from="own" /> : <p class="empty">{texts.none}</p>}
      <NextPageLink path={nextPath} text={texts.older} />
    </>
  );
}
