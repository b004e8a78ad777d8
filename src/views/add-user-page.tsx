import type { Problem } from '../problems/problem.ts';
import { ErrorSummary } from './error-summary.tsx';
import { useMessages } from './language.tsx';
import { PersonFields } from './person-fields.tsx';

interface AddUserPageProps {
  readonly email: string;
  readonly username: string;
  readonly failure: Problem | undefined;
}

/** Renders the page on which an admin adds a user and gets a link to pass on. */
export function AddUserPage({ email, username, failure }: AddUserPageProps) {
  const texts = useMessages().pages.account;
  return (
    <article class="sign-in">
      <h1>{texts.addUserTitle}</h1>
      <p>{texts.addUserIntroduction}</p>
      <ErrorSummary problem={failure} labels={{ username: texts.name, email: texts.email }} />
      <form method="post" action="/users/">
        <PersonFields email={email} username={username} isOwn={false} failure={failure} />
        <button type="submit">{texts.createLink}</button>
      </form>
    </article>
  );
}
