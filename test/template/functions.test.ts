import { describe, expect, test } from 'vitest';
import { deployedFunctions } from '../../build-functions.ts';
import { type Deployment, deploy } from './cloudformation/deploy.ts';
import { file, full, functionsOf, known, logKey, ofType, plain, properties, template } from './deployments.ts';

describe('the functions', () => {
  test.each(functionsOf(full))(
    'the function %s, runs on Node 24 and arm64, is traced, and logs JSON with a retention',
    (id, { Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Tracing: 'Active',
        AutoPublishAlias: 'live',
        LoggingConfig: { LogFormat: 'JSON', LogGroup: id === 'Worker' ? '<WorkerLogs>' : '<AppLogs>' },
        Role: id === 'Worker' ? '<WorkerRole.Arn>' : '<Role.Arn>',
      });
    },
  );

  test('LogLevel, each value, is the level of the log and keeps the metrics, which count as INFO', () => {
    const levels = (deployment: Deployment) =>
      functionsOf(deployment).map(([, { Properties }]) => {
        const { ApplicationLogLevel } = Properties.LoggingConfig as { ApplicationLogLevel: string };
        return ApplicationLogLevel;
      });
    expect(levels(full)).toEqual(['INFO', 'INFO', 'INFO']);
    expect(levels(deploy(template, { LogLevel: 'DEBUG', Streaming: 'true' }, known))).toEqual([
      'DEBUG',
      'DEBUG',
      'DEBUG',
    ]);
    expect(template.Parameters.LogLevel).toMatchObject({ AllowedValues: ['DEBUG', 'INFO'] });
  });

  test('every log group, forgets after a while', () => {
    const retentions = ofType(full, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays);
    expect(retentions).toEqual([30, 30, 30]);
  });

  test('LogKmsKeyArn, encrypts every log group, without it AWS’s own key does', () => {
    const keys = (deployment: Deployment) =>
      ofType(deployment, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.KmsKeyId);
    expect(keys(full)).toEqual([logKey, logKey, logKey]);
    expect(keys(plain)).toEqual([undefined, undefined, undefined]);
  });

  test.each(functionsOf(full))(
    'the function %s, its handler, is one that its entry exports and the Makefile copies',
    (_, { Properties }) => {
      const [module, entry] = String(Properties.Handler).split('.');
      const { folder } = module === 'worker' ? deployedFunctions.worker : deployedFunctions.web;
      expect(file('Makefile')).toContain(`cp ${folder}/${module}.mjs "$(ARTIFACTS_DIR)"`);
      expect(file(`src/${module}.ts`)).toMatch(new RegExp(`export (?:const|async function) ${entry}\\b`));
    },
  );

  test.each(functionsOf(full))('the function %s, is built by a target of the Makefile', (id, { Metadata }) => {
    expect(Metadata).toEqual({ BuildMethod: 'makefile' });
    expect(file('Makefile')).toMatch(new RegExp(`^(?:build-\\w+ )*build-${id}\\b.*:$`, 'm'));
  });

  test('the deployed code, has the bundle, the assets and a new version, but no source map', () => {
    const copied = [...file('Makefile').matchAll(/^\tcp (?:-R )?(?<from>\S+)/gm)].map(({ groups }) => groups?.from);
    expect(copied).toEqual([
      ...['dist/lambda.mjs', 'dist/chunks/*.mjs', 'dist/public'],
      ...['dist/worker/worker.mjs', 'dist/worker/chunks/*.mjs', 'dist/worker/picture-process.js'],
    ]);
    expect(file('Makefile').match(/^\tdate .* > "\$\(ARTIFACTS_DIR\)\/release"$/gm)).toHaveLength(2);
  });

  test('environments, are kept warm only on request', () => {
    expect(properties(full, 'App')).toMatchObject({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(properties(plain, 'App')).not.toHaveProperty('ProvisionedConcurrencyConfig');
  });
});
