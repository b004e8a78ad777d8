import type { Text } from '../messages/text.ts';
import { FormCards } from './forms-page.tsx';
import { SignInForm, type SignInOptions } from './sign-in-page.tsx';
import { SubmissionList, type SubmissionSummary } from './submission-list.tsx';

interface HomePageProps {
  readonly user: { readonly username: string; readonly hasAvatar: boolean } | undefined;
  readonly forms: readonly { readonly slug: string; readonly title: Text; readonly description: Text }[];
  readonly submissions: readonly SubmissionSummary[];
  readonly signInOptions?: SignInOptions;
}

/** Renders the start page: an introduction, the forms, and the visitor's latest submissions. */
export function HomePage({ user, forms, submissions, signInOptions }: HomePageProps) {
  if (!user) return <Welcome {...(signInOptions && { signInOptions })} />;
  return (
    <>
      <h1>
        Welcome, <bdi>{user.username}</bdi>
      </h1>
      {user.hasAvatar && <img class="picture" src="/avatar.png" alt={`Avatar of ${user.username}`} width="96" />}
      <section aria-labelledby="forms-heading">
        <h2 id="forms-heading">Forms</h2>
        <FormCards forms={forms} heading="h3" />
      </section>
      <section aria-labelledby="latest-heading">
        <h2 id="latest-heading">My latest submissions</h2>
        {submissions.length > 0 ? (
          <SubmissionList submissions={submissions} />
        ) : (
          <p>Nothing yet. Choose a form above to begin.</p>
        )}
      </section>
    </>
  );
}

function Welcome({ signInOptions }: Pick<HomePageProps, 'signInOptions'>) {
  return (
    <>
      <h1>Send files of any size</h1>
      <p class="lead">
        Fill in a form, add your files, and get a receipt. The files go straight from your browser into private storage;
        only those who may see them get them back.
      </p>
      <article class="sign-in">
        <h2>Sign in to begin</h2>
        <SignInForm next="/" email="" {...(signInOptions && { signInOptions })} />
      </article>
    </>
  );
}
