import type { Ports } from '../../ports.ts';
import { createUser } from './user.ts';

/** The people to try it with on one machine. */
export const demoUsers = [
  { email: 'cto@example.com', username: 'chief-tech', role: 'admin' },
  { email: 'dev@example.com', username: 'lead-dev', role: 'user' },
] as const;

/** Makes those that are missing; those that are there keep their password. */
export async function addDemoUsers(ports: Ports, password: string): Promise<void> {
  for (const user of demoUsers) await createUser(ports, { ...user, password });
}
