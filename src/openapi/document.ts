import type { OpenAPIHono } from '@hono/zod-openapi';
import { scopes } from '../accounts/roles.ts';
import type { Brand } from '../brand/define-brand.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { appCookie } from '../values/cookies.ts';
import type { ApiDocument } from './api-document.ts';
import { describeBodies, describeZod } from './named-schema.ts';
import { ProblemDetails } from './problem-details.ts';
import { describeProblems } from './problem-responses.ts';
import { createRouter } from './router.ts';
import { describeTags } from './tag.ts';

/** The license by its SPDX identifier, new in OpenAPI 3.1. The library's type of a literal does not have it. */
const license = { name: 'MIT', identifier: 'MIT' };

/**
 * Returns the OpenAPI 3.1 document of all declared operations, in English: the same for the same app.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export async function describeApi(
  app: OpenAPIHono<AppEnv>,
  { brand, loadMessages, publicUrl, version }: Dependencies,
): Promise<ApiDocument> {
  const messages = await loadMessages('en');
  const described = createRouter();
  const { openAPIRegistry: registry } = described;
  const operations = app.openAPIRegistry.definitions.flatMap((one) => (one.type === 'route' ? [one.route] : []));
  for (const operation of operations) registry.registerPath(operation);
  for (const [name, schema] of Object.entries({ ...describeBodies(operations), ...describeZod([ProblemDetails]) }))
    registry.registerComponent('schemas', name, schema);
  for (const [name, answer] of Object.entries(describeProblems(messages)))
    registry.registerComponent('responses', name, answer);
  for (const [name, scheme] of Object.entries(securitySchemes(publicUrl)))
    registry.registerComponent('securitySchemes', name, scheme);
  const document = described.getOpenAPI31Document({
    openapi: '3.1.1',
    info: {
      title: brand.name,
      version,
      description:
        'Forms with files. Browsers get pages and programs get JSON, at the same addresses. A method that is not described here gets 405, and `Allow` names the methods of the address.',
      contact: contactOf(brand, publicUrl),
      license,
    },
    servers: [{ url: publicUrl }],
    tags: describeTags(operations),
  });
  return withRequiredBodies(document);
}

/** Returns the operator's contact as the document names one: a mail address or a page. */
function contactOf({ name, contact }: Brand, publicUrl: string) {
  if (contact?.startsWith('mailto:')) return { name, email: contact.slice('mailto:'.length) };
  return { name, url: contact === undefined ? publicUrl : new URL(contact, publicUrl).href };
}

function securitySchemes(publicUrl: string) {
  const named = scopes.map((scope) => `\`${scope}\``).join(', ');
  const description = `An API token. Its scope is one of ${named}; each scope includes the ones before it.`;
  return {
    session: {
      type: 'apiKey' as const,
      in: 'cookie' as const,
      name: appCookie(publicUrl, 'sluice').name,
      description: 'The session cookie of a signed-in browser.',
    },
    token: { type: 'http' as const, scheme: 'bearer', description },
  };
}

/** Marks each body as required, unless its operation says otherwise. */
function withRequiredBodies(document: object): ApiDocument {
  return JSON.parse(JSON.stringify(document), (key, value) =>
    key === 'requestBody' ? { required: true, ...value } : value,
  );
}
