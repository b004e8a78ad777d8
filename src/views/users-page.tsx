import type { Role } from '../accounts/roles.ts';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';

interface UsersPageProps {
  readonly users: readonly {
    readonly id: string;
    readonly email: string;
    readonly username: string;
    readonly role: Role;
    readonly isActive: boolean;
  }[];
  readonly nextPath: string | null;
}

/** Renders the list of all users for admins, newest first. */
export function UsersPage({ users, nextPath }: UsersPageProps) {
  const texts = useMessages().pages.account;
  return (
    <>
      <header class="page-header">
        <h1>{texts.usersTitle}</h1>
        <div class="actions">
          <a href="/users/new" class="button">
            {texts.addUser}
          </a>
        </div>
      </header>
      <ul class="records">
        {users.map(({ id, email, username, role, isActive }) => (
          <li>
            <span class="record-title">
              <a href={`/users/${id}`}>
                <bdi>{username}</bdi>
              </a>
              {role === 'admin' && <span class="badge">{texts.roles.admin}</span>}
              {!isActive && <span class="badge">{texts.notActive}</span>}
            </span>
            <span class="file-facts">
              <bdi>{email}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <NextPageLink path={nextPath} text={texts.olderUsers} />
    </>
  );
}
