import { comparableEmail, isEmail } from '../accounts/users/email.ts';
import { toUser } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { Person } from '../records/review-record.ts';
import type { UserRecord } from '../records/user-records.ts';

/** The users that a search by name looks at, in pages: names have no index. An email address finds every user. */
const maxPages = 10;
const usersOnPage = 100;

/**
 * Returns the reviewer of a form with this email address or this name.
 * @returns a problem when there is none, and when two have the name; it does not tell if another user has it
 */
export async function findReviewer(ports: Ports, form: Form, nameOrEmail: string): Promise<Person | Problem> {
  const text = nameOrEmail.trim();
  const isReviewer = (user: UserRecord) => user.isActive && form.mayReview(toUser(user));
  const found = isEmail(text)
    ? [await ports.records.users.findByEmail(comparableEmail(text))].filter((user) => user !== undefined)
    : await findByName(ports, text);
  const [first, second] = found.filter(isReviewer);
  if (!first) return new Problem('invalid', 'review-no-such-reviewer');
  if (second) return new Problem('invalid', 'review-reviewer-ambiguous');
  return { id: first.id, username: first.username };
}

async function findByName({ records }: Ports, name: string): Promise<UserRecord[]> {
  const wanted = folded(name);
  const found: UserRecord[] = [];
  let after: string | undefined;
  for (let page = 0; page < maxPages; page += 1) {
    const { users, next } = await records.users.list(usersOnPage, after);
    found.push(...users.filter(({ username }) => folded(username) === wanted));
    if (next === null) break;
    after = next;
  }
  return found;
}

const folded = (name: string) => name.normalize('NFKC').trim().toLowerCase();
