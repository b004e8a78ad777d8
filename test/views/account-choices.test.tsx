import { expect, test } from 'vitest';
import { roles, scopes } from '../../src/accounts/roles.ts';
import { NewTokenBody } from '../../src/routes/tokens.tsx';
import { UserChangeBody } from '../../src/routes/users/schemas.ts';
import { TokensPage } from '../../src/views/tokens-page.tsx';
import { UserPage } from '../../src/views/user-page.tsx';
import { render } from '../support/render.tsx';

const optionsOf = (html: string) => [...html.matchAll(/<option value="(\w+)"( selected="")?>[^<]+<\/option>/g)];
const namesOf = (html: string) => optionsOf(html).map(([, name]) => name);
const chosenOf = (html: string) => optionsOf(html).flatMap(([, name, selected]) => (selected ? [name] : []));

test('the page of tokens, every scope, can be chosen, and the default is that of programs', () => {
  const html = render(
    <TokensPage tokens={[]} madeToken={undefined} isRevoked={false} idempotencyKey="x" failure={undefined} />,
  );
  expect(namesOf(html)).toEqual([...scopes]);
  expect(chosenOf(html)).toEqual([NewTokenBody.parse({ name: 'x' }).scope]);
});

test.each(roles)(
  'the page of a user, every role, can be given by an admin, and shows %s as the present one',
  (role) => {
    const user = { id: 'x', email: 'a@b.co', username: 'A', isActive: true, saved: undefined, failure: undefined };
    const html = render(<UserPage {...user} role={role} />);
    expect(namesOf(html)).toEqual([...roles]);
    expect(chosenOf(html)).toEqual([role]);
    for (const one of roles) expect(UserChangeBody.safeParse({ role: one }).success).toBe(true);
  },
);
