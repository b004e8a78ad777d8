import type { OpenAPIHono } from '@hono/zod-openapi';
import { scopes } from '../accounts/roles.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { appCookie } from '../values/cookies.ts';
import { describeBodies, describeZod } from './named-schema.ts';
import { ProblemDetails } from './problem-details.ts';
import { problemResponses } from './problem-responses.ts';
import { createRouter } from './router.ts';

/** By its SPDX identifier, which OpenAPI has from 3.1 on, and the library's type of a literal does not. */
const license = { name: 'MIT', identifier: 'MIT' };

const tags = [
  { name: 'Forms', description: 'What people are asked for.' },
  { name: 'Uploads', description: 'Files on their way: past the app, straight into storage.' },
  { name: 'Submissions', description: 'Forms filled in.' },
  { name: 'Files', description: 'Authorised ways to stored files.' },
  { name: 'Users', description: 'Who may be asking.' },
  { name: 'Sessions', description: 'Browsers in which somebody is signed in.' },
  { name: 'Tokens', description: 'For programs.' },
  { name: 'Upstreams', description: 'Configured APIs that are passed through.' },
  { name: 'Health', description: 'For monitors.' },
];

/**
 * The OpenAPI 3.1 document of everything that the app's routes declare: the same text for the same app.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function describeApi(app: OpenAPIHono<AppEnv>, { publicUrl, version }: Dependencies): string {
  const described = createRouter();
  const { openAPIRegistry: registry } = described;
  const operations = app.openAPIRegistry.definitions.flatMap((one) => (one.type === 'route' ? [one.route] : []));
  for (const operation of operations) registry.registerPath(operation);
  for (const [name, schema] of Object.entries({ ...describeBodies(operations), ...describeZod([ProblemDetails]) }))
    registry.registerComponent('schemas', name, schema);
  for (const [name, answer] of Object.entries(problemResponses)) registry.registerComponent('responses', name, answer);
  for (const [name, scheme] of Object.entries(securitySchemes(publicUrl)))
    registry.registerComponent('securitySchemes', name, scheme);
  const document = described.getOpenAPI31Document({
    openapi: '3.1.1',
    info: {
      title: 'Sluice',
      version,
      description:
        'Forms with files. What a browser gets as a page, a program gets as JSON, at the same address. A method that is not described here is answered with 405, and `Allow` names those that it has.',
      contact: { name: 'Who runs this Sluice', url: publicUrl },
      license,
    },
    servers: [{ url: publicUrl }],
    tags,
  });
  return JSON.stringify(withRequiredBodies(document));
}

function securitySchemes(publicUrl: string) {
  const named = scopes.map((scope) => `\`${scope}\``).join(', ');
  const description = `An API token. Its scope is one of ${named}, each with what the ones before it may.`;
  return {
    session: {
      type: 'apiKey' as const,
      in: 'cookie' as const,
      name: appCookie(publicUrl, 'sluice').name,
      description: 'The cookie of a browser in which somebody is signed in.',
    },
    token: { type: 'http' as const, scheme: 'bearer', description },
  };
}

/** A body is required unless its declaration says otherwise. */
function withRequiredBodies<Document extends object>(document: Document): Document {
  return JSON.parse(JSON.stringify(document), (key, value) =>
    key === 'requestBody' ? { required: true, ...value } : value,
  );
}
