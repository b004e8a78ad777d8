import * as declared from '../api/home.ts';
import type { Dependencies } from '../dependencies.ts';
import { formsFor } from '../forms/registry.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { signInOptions } from '../http/sign-in-options.ts';
import { createRouter, route } from '../openapi/router.ts';
import { findAvatar } from '../submissions/avatar-picture.ts';
import { summariseSubmission } from '../submissions/receipt.ts';
import { HomePage } from '../views/home-page.tsx';

const latestCount = 5;

/** `GET /`: what this is. */
export function home(dependencies: Dependencies) {
  const { forms, records, version } = dependencies;
  const routes = createRouter();

  route(routes, declared.showHome, async (c) => {
    if (!prefersPage(c)) return c.json({ message: 'Sluice is running', version });
    const user = c.get('user');
    if (!user)
      return renderPage(
        c,
        dependencies,
        'Files by form',
        <HomePage user={undefined} forms={[]} submissions={[]} ways={signInOptions(dependencies)} />,
      );
    const [latest, picture] = await Promise.all([
      records.submissions.list({ submitterId: user.id }, latestCount),
      findAvatar(records, user.id),
    ]);
    const content = (
      <HomePage
        user={{ username: user.username, hasAvatar: picture !== undefined }}
        forms={formsFor(forms, user)}
        submissions={latest.submissions.map((submission) => summariseSubmission(submission, forms))}
      />
    );
    return renderPage(c, dependencies, 'Welcome', content);
  });

  return routes;
}
