import { createLambdaHandler, type LambdaHandler } from '../packages/lambda-adapter/src/handler.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies, type Dependencies } from '../src/dependencies.ts';
import { createWriteLine } from '../src/telemetry/request-line.ts';

/** The secret that signs the cookies of the deployed app. */
export const sessionSecret = 'a-secret-for-the-benchmark-that-is-long-enough';

/** Returns the handler as `src/lambda.ts` puts it together, with the environment of a function and its JSON log. */
export async function deployedApp(replaced: Partial<Dependencies> = {}): Promise<LambdaHandler> {
  const config = readConfig({
    AWS_LAMBDA_FUNCTION_NAME: 'app',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    PUBLIC_URL: 'https://files.example.com',
    SESSION_SECRET: sessionSecret,
    JOB_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs',
  });
  const created = await createDependencies(config, new URL('../test/support/assets/', import.meta.url));
  const dependencies = { ...created, ...replaced };
  return createLambdaHandler(createApp(dependencies), { writeLine: createWriteLine(dependencies) });
}
