import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.ts';

const read = (path: string) => readFileSync(path, 'utf8');
const dockerfile = read('Dockerfile');
const environment = Object.fromEntries(
  [...dockerfile.matchAll(/^ENV (.*)$/gm)].flatMap(([, line = '']) => line.split(' ').map((pair) => pair.split('='))),
);
const { services } = parse(read('compose.yaml'));

describe('the container', () => {
  it('Dockerfile, the environment, is read by the configuration', () => {
    expect(readConfig(environment)).toMatchObject({
      host: '0.0.0.0',
      port: 3000,
      bucketPort: 9000,
      dataDir: '/data',
      publicUrl: 'http://localhost:3000',
    });
  });

  it('Dockerfile, the packages, are all copied before npm ci', () => {
    for (const path of globSync('packages/*/package.json'))
      expect(dockerfile).toContain(`COPY ${path} ${dirname(path)}/`);
  });

  it('Dockerfile, the command, is that of npm start behind the build', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const [, command = '[]'] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
    expect(scripts.start.endsWith(`&& ${JSON.parse(command).join(' ')}`)).toBe(true);
    expect(dockerfile).toContain('RUN npm run build');
  });

  it('Dockerfile, the user, is not root', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  it('compose.yaml, the ports, are those of app and bucket, for this machine alone', () => {
    expect(services.sluice.ports).toEqual(['127.0.0.1:3000:3000', '127.0.0.1:9000:9000']);
    expect(services.sluice.volumes).toEqual(['data:/data']);
  });
});
