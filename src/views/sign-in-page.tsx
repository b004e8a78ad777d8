interface SignInPageProps {
  /** A local path: where to go afterwards. */
  readonly next: string;
  readonly email: string;
  readonly error?: string;
}

export function SignInPage({ next, email, error }: SignInPageProps) {
  return (
    <article class="sign-in">
      <h1>Sign in</h1>
      {error && (
        <p class="error-summary" role="alert">
          {error}
        </p>
      )}
      <SignInForm next={next} email={email} />
    </article>
  );
}

export function SignInForm({ next, email }: Omit<SignInPageProps, 'error'>) {
  return (
    <form method="post" action="/session">
      <input type="hidden" name="next" value={next} />
      <label for="email">Email</label>
      <input id="email" name="email" type="email" autocomplete="username" required value={email} />
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required />
      <button type="submit">Sign in</button>
    </form>
  );
}
