import type { Problem } from '../problems/problem.ts';
import { AccountScript } from './account-script.tsx';
import { emailAttributes } from './email-attributes.ts';
import { ErrorSummary } from './error-summary.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { PasswordInput } from './password-input.tsx';

/** The sign-in options beside address and password, and the contact of those who forgot theirs. */
export interface SignInOptions {
  readonly isRegistrationOpen: boolean;
  readonly hasSingleSignOn: boolean;
  /** The operator's address for questions. */
  readonly contact?: string | undefined;
}

interface SignInPageProps {
  /** The local path to go to after sign-in. */
  readonly next: string;
  readonly email: string;
  readonly error?: Problem;
  /** The values of a form whose session ended before it was sent, as the form encodes them. */
  readonly pendingPost?: string;
  readonly signInOptions?: SignInOptions;
}

/** Renders the sign-in page, with the problem of the last attempt. */
export function SignInPage({ next, email, error, pendingPost = '', signInOptions }: SignInPageProps) {
  const { signIn } = useMessages().pages;
  return (
    <article class="sign-in">
      <h1>{signIn.title}</h1>
      <ErrorSummary problem={error} />
      {pendingPost !== '' && (
        <p class="notice" role="status">
          {signIn.formKept}
        </p>
      )}
      <SignInForm next={next} email={email} pendingPost={pendingPost} {...(signInOptions && { signInOptions })} />
    </article>
  );
}

/** Renders the sign-in form, which the start page has too, and the other sign-in options. */
export function SignInForm({ next, email, pendingPost = '', signInOptions }: Omit<SignInPageProps, 'error'>) {
  const { signIn } = useMessages().pages;
  const contact = signInOptions?.contact;
  return (
    <>
      <form method="post" action="/session">
        <input type="hidden" name="next" value={next} />
        {pendingPost && <input type="hidden" name="pendingPost" value={pendingPost} />}
        <label for="email">{signIn.email}</label>
        <input id="email" name="email" {...emailAttributes} autocomplete="username" required value={email} />
        <label for="password">{signIn.password}</label>
        <PasswordInput
          attributes={{ id: 'password', name: 'password', autocomplete: 'current-password', required: true }}
        />
        <button type="submit">{signIn.send}</button>
      </form>
      <AccountScript />
      <details class="forgot-password">
        <summary>{signIn.forgotPassword}</summary>
        <p>
          {contact ? (
            <FilledText text={signIn.askContactForLink} parts={{ contact: <a href={contact}>{signIn.contact}</a> }} />
          ) : (
            signIn.askForLink
          )}
        </p>
      </details>
      {signInOptions?.hasSingleSignOn && (
        <p>
          <a href={`/session/sso?next=${encodeURIComponent(next)}`}>{signIn.withOrganisation}</a>
        </p>
      )}
      {signInOptions?.isRegistrationOpen && (
        <p>
          <a href="/users/new">{signIn.register}</a>
        </p>
      )}
    </>
  );
}
