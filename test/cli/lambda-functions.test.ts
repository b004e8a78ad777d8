import { describe, expect, it } from 'vitest';
import { lambdaFunctions } from '../../cli/lambda-functions.ts';
import { full, properties } from '../template/deployments.ts';

describe('lambdaFunctions', () => {
  it.each([
    ['httpApi', 'App'],
    ['functionUrl', 'StreamApp'],
  ] as const)('%s, has handler and time-out of the function %s of the template', (entry, id) => {
    const { handler, timeoutMs } = lambdaFunctions[entry];
    expect(properties(full, id)).toMatchObject({ Handler: `lambda.${handler}`, Timeout: timeoutMs / 1000 });
  });
});
