import * as z from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { formsAt } from '../forms/registry.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { signInOptions } from '../http/sign-in-options.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { createRouter, route } from '../openapi/router.ts';
import { formsReviewedBy } from '../submissions/policy.ts';
import { summariseSubmissions } from '../submissions/receipt.ts';
import { HomePage } from '../views/home-page.tsx';

const GreetingJson = lazySchema(() =>
  z
    .strictObject({
      message: z
        .string()
        .regex(/ is running$/)
        .meta({ example: 'Sluice is running' }),
      version: z.string().meta({ example: '0.1.0' }),
    })
    .meta({ id: 'Greeting' }),
);

const showHomeOperation = operation({
  tag: 'Health',
  access: 'anyone',
  method: 'get',
  path: '/',
  operationId: 'showHome',
  summary: 'See the version',
  description: 'Tells a program that it has the right address, and which version runs there.',
  responses: {
    200: { description: 'The version; browsers get the page with the forms.', json: GreetingJson, page: true },
  },
});

const latestCount = 5;

/** Sends the start page, and the version to programs. */
export function home(dependencies: Dependencies) {
  const { brand, forms, records, version } = dependencies;
  const routes = createRouter();

  route(routes, showHomeOperation, async (c) => {
    if (!prefersPage(c)) return c.json({ message: `${brand.name} is running`, version }, 200);
    const user = c.get('user');
    if (!user)
      return renderPage(
        c,
        dependencies,
        ({ pages }) => pages.forms.homeTitle,
        <HomePage user={undefined} forms={[]} submissions={[]} signInOptions={signInOptions(dependencies)} />,
      );
    const latest = await records.submissions.listRows({ submitterId: user.id }, latestCount);
    const content = (
      <HomePage
        user={user}
        forms={formsAt('forms', forms, user)}
        reviewed={formsReviewedBy(forms, user)}
        submissions={await summariseSubmissions(dependencies, forms, user, latest.rows)}
      />
    );
    return renderPage(c, dependencies, ({ pages }) => pages.forms.welcomeTitle, content);
  });

  return routes;
}
