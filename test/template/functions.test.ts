import { describe, expect, test } from 'vitest';
import { type Deployment, deploy } from './cloudformation/deploy.ts';
import { file, full, functionsOf, known, logKey, ofType, plain, properties, template } from './deployments.ts';

describe('the functions', () => {
  test.each(functionsOf(full))(
    'the function %s, runs on Node 24 and arm64, is traced, and logs JSON with a retention',
    (_, { Properties }) => {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Tracing: 'Active',
        AutoPublishAlias: 'live',
        LoggingConfig: { LogFormat: 'JSON', LogGroup: '<AppLogs>' },
        Role: '<Role.Arn>',
      });
    },
  );

  test('LogLevel, each value, is the level of the log and keeps the metrics, which count as INFO', () => {
    const levels = (deployment: Deployment) =>
      functionsOf(deployment).map(([, { Properties }]) => {
        const { ApplicationLogLevel } = Properties.LoggingConfig as { ApplicationLogLevel: string };
        return ApplicationLogLevel;
      });
    expect(levels(full)).toEqual(['INFO', 'INFO']);
    expect(levels(deploy(template, { LogLevel: 'DEBUG', Streaming: 'true' }, known))).toEqual(['DEBUG', 'DEBUG']);
    expect(template.Parameters.LogLevel).toMatchObject({ AllowedValues: ['DEBUG', 'INFO'] });
  });

  test('every log group, forgets after a while', () => {
    const retentions = ofType(full, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays);
    expect(retentions).toEqual([30, 30]);
  });

  test('LogKmsKeyArn, encrypts every log group, without it AWS’s own key does', () => {
    const keys = (deployment: Deployment) =>
      ofType(deployment, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.KmsKeyId);
    expect(keys(full)).toEqual([logKey, logKey]);
    expect(keys(plain)).toEqual([undefined, undefined]);
  });

  test.each(functionsOf(full))(
    'the function %s, its handler, is one that src/lambda.ts exports and the Makefile copies',
    (_, { Properties }) => {
      const [module, entry] = String(Properties.Handler).split('.');
      expect(file('Makefile')).toContain(`cp dist/${module}.mjs "$(ARTIFACTS_DIR)"`);
      expect(file('src/lambda.ts')).toContain(`export const ${entry} =`);
    },
  );

  test.each(functionsOf(full))('the function %s, is built by a target of the Makefile', (id, { Metadata }) => {
    expect(Metadata).toEqual({ BuildMethod: 'makefile' });
    expect(file('Makefile')).toMatch(new RegExp(`^(?:build-\\w+ )*build-${id}\\b.*:$`, 'm'));
  });

  test('the deployed code, has the bundle, the assets and a new version, but no source map', () => {
    const copied = [...file('Makefile').matchAll(/^\tcp (?:-R )?(?<from>\S+)/gm)].map(({ groups }) => groups?.from);
    expect(copied).toEqual(['dist/lambda.mjs', 'dist/chunks/*.mjs', 'dist/public']);
    expect(file('Makefile')).toMatch(/^\tdate .* > "\$\(ARTIFACTS_DIR\)\/release"$/m);
  });

  test('environments, are kept warm only on request', () => {
    expect(properties(full, 'App')).toMatchObject({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(properties(plain, 'App')).not.toHaveProperty('ProvisionedConcurrencyConfig');
  });
});
