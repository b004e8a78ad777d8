import { FormCards } from './forms-page.tsx';
import { Icon } from './icon.tsx';
import { SignInForm, type SignInOptions } from './sign-in-page.tsx';
import { SubmissionList, type SubmissionSummary } from './submission-list.tsx';

interface HomePageProps {
  readonly user: { readonly username: string; readonly hasAvatar: boolean } | undefined;
  readonly forms: readonly { readonly slug: string; readonly title: string; readonly description: string }[];
  readonly submissions: readonly SubmissionSummary[];
  readonly signInOptions?: SignInOptions;
}

/** Renders the start page: an introduction, the forms, and the visitor's latest submissions. */
export function HomePage({ user, forms, submissions, signInOptions }: HomePageProps) {
  if (!user) return <Welcome {...(signInOptions && { signInOptions })} />;
  return (
    <>
      <div class="greeting">
        {user.hasAvatar && (
          <img
            class="picture picture-round"
            src="/avatar.png"
            alt={`Avatar of ${user.username}`}
            width="64"
            height="64"
          />
        )}
        <h1>
          Welcome, <bdi>{user.username}</bdi>
        </h1>
      </div>
      <section aria-labelledby="forms-heading">
        <h2 id="forms-heading">Send files</h2>
        <FormCards forms={forms} heading="h3" />
      </section>
      <section aria-labelledby="latest-heading">
        <div class="toolbar wide">
          <h2 id="latest-heading">My latest submissions</h2>
          {submissions.length > 0 && <a href="/submissions">All submissions</a>}
        </div>
        {submissions.length > 0 ? (
          <SubmissionList submissions={submissions} />
        ) : (
          <p class="empty wide">Nothing yet. Choose a form above to begin.</p>
        )}
      </section>
    </>
  );
}

function Welcome({ signInOptions }: Pick<HomePageProps, 'signInOptions'>) {
  return (
    <div class="welcome wide">
      <div>
        <h1>Send files of any size</h1>
        <p class="lead">Fill in a form, add your files, and get a receipt.</p>
        <ul class="assurances">
          <li>
            <Icon name="lock" />
            <span>
              <strong>Private</strong>
              Your files go straight from your browser into private storage. Only those who may see them get them back.
            </span>
          </li>
          <li>
            <Icon name="check" />
            <span>
              <strong>Checked</strong>
              Each file is checked when it arrives, so that you know it is complete.
            </span>
          </li>
          <li>
            <Icon name="receipt" />
            <span>
              <strong>On record</strong>
              You get a receipt, and can open what you sent at any time.
            </span>
          </li>
        </ul>
      </div>
      <article class="sign-in">
        <h2>Sign in to begin</h2>
        <SignInForm next="/" email="" {...(signInOptions && { signInOptions })} />
      </article>
    </div>
  );
}
