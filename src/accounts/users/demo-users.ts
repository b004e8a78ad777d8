import type { Ports } from '../../ports.ts';
import { createUser } from './user.ts';

/** The users for trying the app on one machine. */
export const demoUsers = [
  { email: 'cto@example.com', username: 'chief-tech', role: 'admin' },
  { email: 'dev@example.com', username: 'lead-dev', role: 'user' },
] as const;

/** Makes the demo users that are missing; existing ones keep their password. */
export async function addDemoUsers(ports: Ports, password: string): Promise<void> {
  for (const user of demoUsers) await createUser(ports, { ...user, password });
}
