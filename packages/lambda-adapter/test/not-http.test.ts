import { expect, test } from 'vitest';
import { NotHttpEvent } from '../src/event.ts';
import { createLambdaHandler } from '../src/handler.ts';
import { sampleContext } from './events.ts';

const others: Record<string, unknown> = {
  'records of aws:s3': { Records: [{ eventVersion: '2.1', eventSource: 'aws:s3', s3: { object: { key: 'a' } } }] },
  'records of aws:sqs': { Records: [{ messageId: '1', eventSource: 'aws:sqs', body: '{}' }] },
  'records of aws:sns': { Records: [{ EventVersion: '1.0', EventSource: 'aws:sns', Sns: {} }] },
  'the EventBridge event "Object Created" of aws.s3': {
    version: '0',
    'detail-type': 'Object Created',
    source: 'aws.s3',
  },
  'a request of payload format 1.0 (REST API)': { version: '1.0', httpMethod: 'GET', path: '/', requestContext: {} },
  'a request of an Application Load Balancer': { httpMethod: 'GET', path: '/', requestContext: { elb: {} } },
  'a request of VPC Lattice': { version: '2.0', method: 'GET', path: '/', requestContext: { serviceArn: 'arn' } },
  'a WebSocket message': { requestContext: { connectionId: 'x', eventType: 'MESSAGE' }, body: '' },
  'a question for a Lambda authorizer (REQUEST 2.0)': {
    ...{ version: '2.0', type: 'REQUEST', identitySource: ['user1', '123'], routeKey: '$default' },
    ...{ routeArn: 'arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request', rawPath: '/my/path' },
    ...{ rawQueryString: '', headers: {}, requestContext: { http: { method: 'GET', path: '/my/path' } } },
  },
  'a question for a Lambda authorizer (TOKEN)': {
    ...{ type: 'TOKEN', authorizationToken: 'incoming-client-token' },
    methodArn: 'arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request',
  },
  'a question for a Lambda authorizer (REQUEST 1.0)': {
    ...{ version: '1.0', type: 'REQUEST', httpMethod: 'GET', path: '/request', requestContext: {} },
    methodArn: 'arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request',
  },
  'an object with key1, key2': { key1: 'value1', key2: 'value2' },
  'an object with no fields': {},
  'an object with rawPath': Object.create(
    { requestContext: { http: { method: 'GET' } } },
    { rawPath: { value: '/', enumerable: true } },
  ),
  null: null,
  undefined: undefined,
  string: 'a text',
};

test.each(Object.entries(others))(
  'createLambdaHandler, %s, rejects so that Lambda retries the event (attack 51)',
  async (shape, event) => {
    const answer = createLambdaHandler({ fetch: () => new Response('never') })(event, sampleContext);
    await expect(answer).rejects.toThrow(NotHttpEvent);
    await expect(answer).rejects.toThrow(`was given ${shape}.`);
  },
);
