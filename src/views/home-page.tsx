import type { Text } from '../messages/text.ts';
import { FilledText } from './filled-text.tsx';
import { FormCards } from './forms-page.tsx';
import { Icon } from './icon.tsx';
import { useMessages } from './language.tsx';
import { OwnPicture } from './portrait.tsx';
import { ReviewLinks } from './review-links.tsx';
import { SignInForm, type SignInOptions } from './sign-in-page.tsx';
import { SubmissionList, type SubmissionSummary } from './submission-list.tsx';

interface HomePageProps {
  readonly user: { readonly username: string; readonly avatarId?: string | undefined } | undefined;
  readonly forms: readonly { readonly slug: string; readonly title: Text; readonly description: Text }[];
  readonly submissions: readonly SubmissionSummary[];
  /** The forms that the visitor reviews. */
  readonly reviewed?: readonly { readonly slug: string; readonly title: Text }[];
  readonly signInOptions?: SignInOptions;
}

/** Renders the start page: an introduction, the forms, and the visitor's latest submissions. */
export function HomePage({ user, forms, submissions, reviewed = [], signInOptions }: HomePageProps) {
  const {
    home: texts,
    submissionTable: { toReview },
  } = useMessages().pages;
  if (!user) return <Welcome {...(signInOptions && { signInOptions })} />;
  return (
    <>
      <div class="greeting">
        {user.avatarId && (
          <OwnPicture avatarId={user.avatarId} alternative={texts.pictureOf(user.username)} size={64} />
        )}
        <h1>
          <FilledText text={texts.welcome} parts={{ name: <bdi>{user.username}</bdi> }} />
        </h1>
      </div>
      <section aria-labelledby="forms-heading">
        <h2 id="forms-heading">{texts.sendFiles}</h2>
        <FormCards forms={forms} heading="h3" />
      </section>
      {reviewed.length > 0 && (
        <section aria-labelledby="review-heading">
          <h2 id="review-heading">{toReview}</h2>
          <ReviewLinks forms={reviewed} />
        </section>
      )}
      <section aria-labelledby="latest-heading">
        <div class="toolbar wide">
          <h2 id="latest-heading">{texts.latest}</h2>
          {submissions.length > 0 && <a href="/submissions">{texts.allSubmissions}</a>}
        </div>
        {submissions.length > 0 ? (
          <SubmissionList submissions={submissions} />
        ) : (
          <p class="empty">{texts.noSubmissions}</p>
        )}
      </section>
    </>
  );
}

function Welcome({ signInOptions }: Pick<HomePageProps, 'signInOptions'>) {
  const { assurances, ...texts } = useMessages().pages.home;
  return (
    <div class="welcome wide">
      <div>
        <h1>{texts.title}</h1>
        <p class="lead">{texts.lead}</p>
        <ul class="assurances">
          <li>
            <Icon name="lock" />
            <span>
              <strong>{assurances.private}</strong>
              {assurances.privateText}
            </span>
          </li>
          <li>
            <Icon name="check" />
            <span>
              <strong>{assurances.checked}</strong>
              {assurances.checkedText}
            </span>
          </li>
          <li>
            <Icon name="receipt" />
            <span>
              <strong>{assurances.onRecord}</strong>
              {assurances.onRecordText}
            </span>
          </li>
        </ul>
      </div>
      <article class="sign-in">
        <h2>{texts.signInToBegin}</h2>
        <SignInForm next="/" email="" {...(signInOptions && { signInOptions })} />
      </article>
    </div>
  );
}
