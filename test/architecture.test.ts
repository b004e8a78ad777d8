import { describe, expect, it } from 'vitest';
import { findViolations, readModules, toModule } from './architecture/architecture.ts';

const sources = readModules(['src/**/*.{ts,tsx}', 'packages/*/src/**/*.ts']);

/** Modules that break a rule, and the reason that the check must give. */
const broken: readonly [rule: string, path: string, source: string, says: RegExp][] = [
  [
    'a route that imports a route',
    'src/routes/files.ts',
    `import { forms } from './forms.tsx';`,
    /route src\/routes\/forms/,
  ],
  ['a form that imports a route', 'src/forms/form.ts', `import { forms } from '../routes/forms.tsx';`, /routes\/forms/],
  ['an entry that imports a route', 'src/lambda.ts', `import { forms } from './routes/forms.tsx';`, /routes\/forms/],
  ['files that know forms', 'src/uploads/upload.ts', `import { x } from '../forms/registry.ts';`, /forms\/registry/],
  ['files that know the user', 'src/uploads/upload.ts', `import type { User } from '../accounts/user.ts';`, /accounts/],
  [
    'storage that knows files',
    'src/storage/bucket.ts',
    `export { x } from '../files/object-key.ts';`,
    /files\/object-key/,
  ],
  ['storage that knows records', 'src/storage/bucket.ts', `import '../records/table.ts';`, /records\/table/],
  ['records that know storage', 'src/records/item.ts', `await import('../storage/bucket.ts');`, /storage\/bucket/],
  ['accounts that know forms', 'src/accounts/users/user.ts', `import { x } from '../../forms/registry.ts';`, /forms/],
  ['forms that know HTTP', 'src/forms/field.ts', `import { x } from '../http/render-page.tsx';`, /http/],
  ['forms that know the whole', 'src/forms/field.ts', `import type { D } from '../dependencies.ts';`, /dependencies/],
  ['a view that sees storage', 'src/views/page.tsx', `import { x } from '../storage/bucket.ts';`, /not pure/],
  ['a view that sees records', 'src/views/page.tsx', `import type { R } from "../records/records.ts";`, /not pure/],
  [
    'a view that sees storage through files',
    'src/views/page.tsx',
    `import { x } from '../uploads/upload.ts';`,
    /not pure/,
  ],
  [
    'a browser script that pulls in the server',
    'src/browser/x.ts',
    `import { x } from '../uploads/upload.ts';`,
    /not pure/,
  ],
  ['a browser script that needs Node', 'src/browser/x.ts', `import { x } from 'node:crypto';`, /node:crypto/],
  [
    'lambda that knows routes',
    'packages/lambda-adapter/src/handler.ts',
    `import { x } from '../../../src/routes/home.tsx';`,
    /routes\/home/,
  ],
  [
    'lambda that knows forms',
    'packages/lambda-adapter/src/handler.ts',
    `import { x } from '../../../src/forms/registry.ts';`,
    /forms/,
  ],
  [
    'an app that knows Lambda',
    'src/app.ts',
    `import { x } from '../packages/lambda-adapter/src/handler.ts';`,
    /adapter\/src\/handler/,
  ],
  [
    'a route that knows Lambda',
    'src/routes/files.ts',
    `import { x } from '../../packages/lambda-adapter/src/bindings.ts';`,
    /lambda/,
  ],
  ['S3 outside of storage', 'src/uploads/upload.ts', `import { S3Client } from '@aws-sdk/client-s3';`, /client-s3/],
  [
    'the presigner outside of storage',
    'src/routes/files.ts',
    `import { x } from '@aws-sdk/s3-request-presigner';`,
    /presigner/,
  ],
  [
    'presigned posts outside of storage',
    'src/forms/form.ts',
    `import { x } from '@aws-sdk/s3-presigned-post';`,
    /presigned-post/,
  ],
  [
    'DynamoDB outside of records',
    'src/accounts/users/user.ts',
    `import {\n  GetCommand,\n} from '@aws-sdk/lib-dynamodb';`,
    /lib-dynamodb/,
  ],
  ['DynamoDB in storage', 'src/storage/bucket.ts', `import { x } from '@aws-sdk/client-dynamodb';`, /client-dynamodb/],
  ['an SDK without a place', 'src/files/scan.ts', `import { x } from '@aws-sdk/client-ses';`, /client-ses/],
  ['a domain that knows HTTP', 'src/uploads/upload.ts', `import type { Context } from 'hono';`, /hono/],
  [
    'the local emulators in the app',
    'src/app.ts',
    `import { x } from '../packages/s3-server/src/server.ts';`,
    /one machine/,
  ],
  ['a folder without a place', 'src/common-ground/x.ts', '', /no place/],
  [
    'a second reader of the environment',
    'src/files/object-key.ts',
    'export const port = process.env.PORT;',
    /environment/,
  ],
  ['a cast to any', 'src/files/object-key.ts', 'export const key = (x as any).key;', /types/],
  ['a double cast', 'src/files/object-key.ts', 'export const key = x as unknown as Key;', /types/],
  ['a silenced compiler', 'src/files/object-key.ts', '// @ts-expect-error\nexport const key = 1 + x;', /compiler/],
  ['JSON without a status', 'src/routes/health.ts', `c.json({ status: 'ok' });`, /without a status/],
  ['a line past the log', 'src/files/object-key.ts', 'console.log(key);', /console/],
  ['a long file without a reason', 'src/files/object-key.ts', 'x;\n'.repeat(201), /200 lines/],
  ['a name in camelCase', 'src/files/storedFile.ts', '', /kebab/],
  ['a route in the singular', 'src/routes/upload.ts', '', /plural/],
  ['a file with a banned name', 'src/files/upload-utils.ts', '', /utils/],
  ['a folder named common', 'src/files/common/x.ts', '', /common/],
  ['a folder with a banned name', 'src/files/helper/x.ts', '', /helper/],
  ['a banned name that is exported', 'src/uploads/upload.ts', 'export class UploadManager {}', /manager/],
  ['a file named handler', 'src/files/upload-handler.ts', '', /handler/],
];

const allowed: readonly [what: string, path: string, source: string][] = [
  [
    'a route that decides with forms and responds',
    'src/routes/files.ts',
    `import { x } from '../forms/registry.ts';\nimport { y } from '../http/render-page.tsx';`,
  ],
  ['a view that writes sizes', 'src/views/page.tsx', `import { x } from '../values/byte-size.ts';`],
  ['the server with its emulators', 'src/server.ts', `import { x } from '../cli/start.ts';`],
  [
    'a comment that quotes an import',
    'src/files/object-key.ts',
    `/** import { x } from '../routes/home.tsx'; */\n// from 'hono'`,
  ],
  [
    'a long file with a reason',
    'src/files/object-key.ts',
    `// Above 200 lines because it is one table.\n${'x;\n'.repeat(201)}`,
  ],
  ['a handler of Lambda', 'packages/lambda-adapter/src/handler.ts', 'export function createLambdaHandler() {}'],
];

describe('the architecture', () => {
  it('findViolations, every source, finds none', () => {
    expect(findViolations(sources)).toEqual([]);
  });

  it('findViolations, the sources, sees all of them and their real imports', () => {
    const imports = sources.flatMap((module) => module.imports);
    expect(sources.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
    for (const path of imports.filter((imported) => imported.startsWith('src/')))
      expect(sources.map((module) => module.path)).toContain(path);
    expect(sources.find((module) => module.path === 'src/app.ts')?.imports).toContain('src/routes/uploads/uploads.ts');
    expect(imports).toContain('@aws-sdk/client-s3');
  });

  it.each(broken)('findViolations, %s, finds it', (_rule, path, source, says) => {
    const found = findViolations([...sources, toModule(path, source)]).filter((violation) => violation.path === path);
    expect(found.map(({ reason }) => reason).join('\n')).toMatch(says);
  });

  it.each(allowed)('findViolations, %s, finds nothing', (_what, path, source) => {
    const others = sources.filter((module) => module.path !== path);
    expect(findViolations([...others, toModule(path, source)]).filter((violation) => violation.path === path)).toEqual(
      [],
    );
  });

  it('the sources, half of them, are under 60 lines', () => {
    const lengths = sources.map(({ source }) => source.split('\n').length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(60);
  });

  it('the tests, none, has a replaced module or is skipped', () => {
    const tests = readModules(['test/**/*.test.{ts,tsx}']).filter(({ path }) => path !== 'test/architecture.test.ts');
    expect(tests.length).toBeGreaterThan(20);
    const cheats = tests.filter(({ source }) => /\bvi\.(mock|doMock)\(|\.(skip|only|todo)\(/.test(source));
    expect(cheats.map(({ path }) => path)).toEqual([]);
  });

  it('findViolations, files outside of src/, follows the same rules', () => {
    const others = readModules(['test/**/*.{ts,tsx}', 'cli/**/*.ts', 'packages/**/*.ts', 'bench/**/*.ts']);
    expect(others.length).toBeGreaterThan(100);
    expect(findViolations(others)).toEqual([]);
  });
});
