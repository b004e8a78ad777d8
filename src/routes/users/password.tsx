import { Hono } from 'hono';
import { changePassword } from '../../accounts/passwords/change-password.ts';
import { givenPasswordInput, passwordInput } from '../../accounts/users/user-input.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requirePerson } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { startSession } from '../../middleware/session.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { Problem } from '../../problems/problem.ts';
import { PasswordPage } from '../../views/password-page.tsx';

const Change = jsonObject({ currentPassword: givenPasswordInput, password: passwordInput });

/** Shows the page on which users change their own password, and changes it. Programs send `PATCH /users/me`. */
export function password(dependencies: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/users/me/password', (c) => {
    const { email } = requirePerson(c);
    const isSaved = c.req.query('saved') !== undefined;
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.account.passwordTitle,
      <PasswordPage email={email} isSaved={isSaved} failure={undefined} />,
    );
  });

  routes.post('/users/me/password', async (c) => {
    const { id, email } = requirePerson(c);
    const body = await readJsonOrForm(c);
    const input = check(Change, 'form' in body ? Object.fromEntries(body.form) : body.json);
    const changed =
      input instanceof Problem
        ? input
        : await changePassword(dependencies, id, { current: input.currentPassword, chosen: input.password });
    if (!(changed instanceof Problem)) {
      startSession(c, changed);
      return c.redirect('/users/me/password?saved', 303);
    }
    if (!prefersPage(c)) return sendProblem(c, dependencies, changed);
    const page = <PasswordPage email={email} isSaved={false} failure={changed} />;
    return renderPage(c, dependencies, ({ pages }) => pages.account.passwordTitle, page, changed);
  });

  return routes;
}
