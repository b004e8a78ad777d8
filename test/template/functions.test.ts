import { describe, expect, test } from 'vitest';
import { type Deployment, deploy } from './cloudformation/deploy.ts';
import { file, full, functionsOf, known, logKey, ofType, plain, properties, template } from './deployments.ts';

describe('the functions', () => {
  test.each(functionsOf(full))(
    '%s runs on Node 24 and arm64, is traced, and logs JSON to the group with a retention',
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

  test('LogLevel decides what Lambda lets through, and cannot take away the metrics, which count as INFO', () => {
    const levels = (deployment: Deployment) =>
      functionsOf(deployment).map(([, { Properties }]) => {
        const { ApplicationLogLevel } = Properties.LoggingConfig as { ApplicationLogLevel: string };
        return ApplicationLogLevel;
      });
    expect(levels(full)).toEqual(['INFO', 'INFO']);
    expect(levels(deploy(template, { LogLevel: 'DEBUG', Streaming: 'true' }, known))).toEqual(['DEBUG', 'DEBUG']);
    expect(template.Parameters.LogLevel).toMatchObject({ AllowedValues: ['DEBUG', 'INFO'] });
  });

  test('every log group forgets after a while', () => {
    const retentions = ofType(full, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.RetentionInDays);
    expect(retentions).toEqual([30, 30]);
  });

  test('LogKmsKeyArn encrypts every log group, and without it AWS’s own key does', () => {
    const keys = (deployment: Deployment) =>
      ofType(deployment, 'AWS::Logs::LogGroup').map(([, { Properties }]) => Properties.KmsKeyId);
    expect(keys(full)).toEqual([logKey, logKey]);
    expect(keys(plain)).toEqual([undefined, undefined]);
  });

  test.each(functionsOf(full))(
    '%s is handed to the entry that src/lambda.ts exports, in the file that the Makefile copies',
    (_, { Properties }) => {
      const [module, entry] = String(Properties.Handler).split('.');
      expect(file('Makefile')).toContain(`cp dist/${module}.mjs "$(ARTIFACTS_DIR)"`);
      expect(file('src/lambda.ts')).toContain(`export const ${entry} =`);
    },
  );

  test.each(functionsOf(full))('%s is built by a target of the Makefile', (id, { Metadata }) => {
    expect(Metadata).toEqual({ BuildMethod: 'makefile' });
    expect(file('Makefile')).toMatch(new RegExp(`^(?:build-\\w+ )*build-${id}\\b.*:$`, 'm'));
  });

  test('what is deployed holds the bundle, the assets, and what makes each release a new version, but no source map', () => {
    const copied = [...file('Makefile').matchAll(/^\tcp (?:-R )?(?<from>\S+)/gm)].map(({ groups }) => groups?.from);
    expect(copied).toEqual(['dist/lambda.mjs', 'dist/chunks/*.mjs', 'dist/public']);
    expect(file('Makefile')).toMatch(/^\tdate .* > "\$\(ARTIFACTS_DIR\)\/release"$/m);
  });

  test('environments are kept warm only when asked for', () => {
    expect(properties(full, 'App')).toMatchObject({
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 2 },
    });
    expect(properties(plain, 'App')).not.toHaveProperty('ProvisionedConcurrencyConfig');
  });
});
