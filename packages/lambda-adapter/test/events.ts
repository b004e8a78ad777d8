import type { HttpEvent, LambdaContext } from '../src/event.ts';

/** AWS's sample of payload format 2.0 (http-api-develop-integrations-lambda.html), its placeholders filled in. */
export const awsHttpApiSample = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/my/path',
  rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
  cookies: ['cookie1', 'cookie2'],
  headers: { header1: 'value1', header2: 'value1,value2' },
  queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
  requestContext: {
    accountId: '123456789012',
    apiId: 'api-id',
    authentication: {
      clientCert: {
        clientCertPem: 'CERT_CONTENT',
        subjectDN: 'www.example.com',
        issuerDN: 'Example issuer',
        serialNumber: 'a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1:a1',
        validity: { notBefore: 'May 28 12:30:02 2019 GMT', notAfter: 'Aug  5 09:36:04 2021 GMT' },
      },
    },
    authorizer: { jwt: { claims: { claim1: 'value1', claim2: 'value2' }, scopes: ['scope1', 'scope2'] } },
    domainName: 'id.execute-api.us-east-1.amazonaws.com',
    domainPrefix: 'id',
    http: { method: 'POST', path: '/my/path', protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'agent' },
    requestId: 'id',
    routeKey: '$default',
    stage: '$default',
    time: '12/Mar/2020:19:03:58 +0000',
    timeEpoch: 1583348638390,
  },
  body: 'Hello from Lambda',
  pathParameters: { parameter1: 'value1' },
  isBase64Encoded: false,
  stageVariables: { stageVariable1: 'value1', stageVariable2: 'value2' },
};

/** AWS's sample of a function URL's event (urls-invocation.html), its placeholders filled in. */
export const awsFunctionUrlSample = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/my/path',
  rawQueryString: 'parameter1=value1&parameter1=value2&parameter2=value',
  cookies: ['cookie1', 'cookie2'],
  headers: { header1: 'value1', header2: 'value1,value2' },
  queryStringParameters: { parameter1: 'value1,value2', parameter2: 'value' },
  requestContext: {
    accountId: '123456789012',
    apiId: 'abcdefghij',
    authentication: null,
    authorizer: {
      iam: {
        accessKey: 'AKIA...',
        accountId: '111122223333',
        callerId: 'AIDA...',
        cognitoIdentity: null,
        principalOrgId: null,
        userArn: 'arn:aws:iam::111122223333:user/example-user',
        userId: 'AIDA...',
      },
    },
    domainName: 'abcdefghij.lambda-url.us-west-2.on.aws',
    domainPrefix: 'abcdefghij',
    http: { method: 'POST', path: '/my/path', protocol: 'HTTP/1.1', sourceIp: '123.123.123.123', userAgent: 'agent' },
    requestId: 'id',
    routeKey: '$default',
    stage: '$default',
    time: '12/Mar/2020:19:03:58 +0000',
    timeEpoch: 1583348638390,
  },
  body: 'Hello from client!',
  pathParameters: null,
  isBase64Encoded: false,
  stageVariables: null,
};

const apiHost = 'id.execute-api.eu-central-1.amazonaws.com';
export const functionUrlHost = 'abcdefghij.lambda-url.eu-central-1.on.aws';

/** Returns a request as an HTTP API sends it for a plain client. */
export function apiEvent(rawPath: string, { method = 'GET', host = apiHost, ...parts }: EventParts = {}): HttpEvent {
  return {
    rawPath,
    rawQueryString: '',
    headers: { accept: '*/*', host, 'user-agent': 'curl/8.5.0', 'x-forwarded-proto': 'https' },
    isBase64Encoded: false,
    requestContext: { domainName: host, requestId: 'JKJaXmPLvHcESHA=', http: { method, sourceIp: '192.0.2.7' } },
    ...parts,
  };
}

interface EventParts extends Partial<HttpEvent> {
  readonly method?: string;
  readonly host?: string;
}

export const sampleContext: LambdaContext = {
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  getRemainingTimeInMillis: () => 28_000,
};

/** A context with every member that Node's runtime passes; the adapter reads fewer. */
export const wholeContext = {
  ...sampleContext,
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'app',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:app',
  memoryLimitInMB: '512',
  logGroupName: 'app',
  logStreamName: 'app',
};
