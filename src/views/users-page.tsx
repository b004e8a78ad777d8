import type { Role } from '../accounts/roles.ts';

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
  return (
    <>
      <h1>Users</h1>
      <p>
        <a href="/users/new">Add a user</a>
      </p>
      <ul class="records">
        {users.map(({ id, email, username, role, isActive }) => (
          <li>
            <a href={`/users/${id}`}>
              <bdi>{username}</bdi>
            </a>
            <span class="file-facts">
              <bdi>{email}</bdi>
              {role === 'admin' && ', admin'}
              {!isActive && ', not active'}
            </span>
          </li>
        ))}
      </ul>
      {nextPath && (
        <p>
          <a href={nextPath} rel="next">
            Older users
          </a>
        </p>
      )}
    </>
  );
}
