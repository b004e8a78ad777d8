import { writeFile } from 'node:fs/promises';
import { addImport, editSource, expectAbsent, readName, toCamelCase, toTitle } from './edit-source.ts';

/** `npm run new:route -- excerpts`: writes a route with its declaration, and its line in the app. */
const usage = `Name the route as its address will be, in the plural, in lower-case words with hyphens:

  npm run new:route -- excerpts`;

try {
  const name = readName(process.argv.slice(2), usage);
  if (!name.endsWith('s')) throw new Error(usage);
  const path = `src/routes/${name}.ts`;
  const router = toCamelCase(name);
  for (const taken of [path, `${path}x`, `src/routes/${name}`]) await expectAbsent(taken);
  await editSource('src/app.ts', (source) =>
    addRoute(addImport(source, './routes/', `import { ${router} } from './routes/${name}.ts';`), router),
  );
  await writeFile(path, routeSource(name, router));
  console.log(`
  Wrote ${path} and its line in src/app.ts.
  It answers GET /${name} to users who are signed in. CONTRIBUTING.md, "A new route", has
  the steps from here; test/routes/access.test.ts fails until it has the row of GET /${name}.
`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** Returns the source of the app with the router's line after the last one. */
function addRoute(source: string, router: string): string {
  const lines = [...source.matchAll(/^ {2}app\.route\('\/', .*$/gm)];
  const [last = ''] = lines.at(-1) ?? [];
  if (last === '') throw new Error('No routes in src/app.ts: add the line by hand.');
  return source.replace(last, () => `${last}\n  app.route('/', ${router}(dependencies));`);
}

function routeSource(name: string, router: string): string {
  const typeName = router.charAt(0).toUpperCase() + router.slice(1);
  const one = typeName.replace(/s$/, '');
  const words = name.replaceAll('-', ' ');
  return `import * as z from 'zod';
import type { Dependencies } from '../dependencies.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { identifier } from '../openapi/string-formats.ts';

const ${one}Json = lazySchema(() => z.strictObject({ id: identifier() }).meta({ id: '${one}' }));

const list${typeName}Operation = operation({
  tag: { name: '${toTitle(name)}', description: 'Say here what they are.' },
  access: 'signed-in',
  method: 'get',
  path: '/${name}',
  operationId: 'list${typeName}',
  summary: 'List my ${words}',
  description: 'Name here the users that it is for, and its effects.',
  responses: { 200: { description: 'One page of them.', json: listOf('${one}List', ${one}Json) } },
});

/** Lists the ${words} of the signed-in user. */
export function ${router}(_dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, list${typeName}Operation, (c) => c.json({ items: [], nextCursor: null }, 200));

  return routes;
}
`;
}
