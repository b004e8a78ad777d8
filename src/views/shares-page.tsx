import type { Text } from '../messages/text.ts';
import { useText } from './declared-text.tsx';
import { useMessages } from './language.tsx';
import { MadeShare, type MadeShareProps } from './made-share.tsx';
import { NewShareForm, type NewShareFormProps } from './new-share-form.tsx';
import { ShareLines, type ShownShare } from './share-lines.tsx';
import { SuccessNotice } from './success-notice.tsx';

interface SharesPageProps {
  readonly submissionId: string;
  readonly formTitle: Text;
  readonly number: number;
  /** The form for a new link; `undefined` for readers who may make none. */
  readonly form: Omit<NewShareFormProps, 'submissionId'> | undefined;
  /** The link that was just made. */
  readonly made: MadeShareProps | undefined;
  readonly shares: readonly ShownShare[];
  readonly nextPath: string | null;
  readonly isRevoked: boolean;
}

/** Renders the links to one submission, with a form to make one. */
export function SharesPage({
  submissionId,
  number,
  form,
  made,
  shares,
  nextPath,
  isRevoked,
  ...page
}: SharesPageProps) {
  const { submissions, links: texts } = useMessages().pages;
  const formTitle = useText(page.formTitle).text;
  return (
    <>
      <h1>{texts.titleOf({ name: submissions.receiptTitle({ formTitle, number }) })}</h1>
      {isRevoked && <SuccessNotice text={texts.revoked} />}
      {made && <MadeShare {...made} />}
      {form && <NewShareForm submissionId={submissionId} {...form} />}
      <section aria-labelledby="shares-heading">
        <h2 id="shares-heading">{texts.listTitle}</h2>
        {shares.length > 0 ? <ShareLines shares={shares} from="submission" /> : <p class="empty">{texts.noneHere}</p>}
        {nextPath && (
          <p class="pager">
            <a href={nextPath} rel="next">
              {texts.older}
            </a>
          </p>
        )}
      </section>
      <div class="actions">
        <a href={`/submissions/${submissionId}`}>{texts.toSubmission}</a>
        <a href="/shares">{texts.all}</a>
      </div>
    </>
  );
}
