import { describe, expect, test } from 'vitest';
import { deploy } from './cloudformation/deploy.ts';
import { customDomain, full, ofType, plain, properties, template, webFunctionsOf } from './deployments.ts';

describe('the API', () => {
  test('the API, every route of the app, is behind the catch-all', () => {
    const routes = ofType(plain, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    expect(routes).toMatchObject([{ RouteKey: '$default', Target: 'integrations/<Integration>' }]);
    expect(webFunctionsOf(full).filter(([, { Properties }]) => 'Events' in Properties)).toEqual([]);
  });

  test('the API, events, have payload format 2.0 and go to the alias', () => {
    expect(properties(plain, 'Integration')).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: '<App.Alias>',
    });
  });

  test('the API, its root, has no name of a stage in paths', () => {
    expect(properties(plain, 'Stage')).toMatchObject({ StageName: '$default', AutoDeploy: true });
  });

  test('the API, its time-out, is longer than that of the function (attack 67)', () => {
    const { TimeoutInMillis } = properties<{ TimeoutInMillis: number }>(plain, 'Integration');
    const { Timeout } = properties<{ Timeout: number }>(plain, 'App');
    expect(TimeoutInMillis).toBeLessThanOrEqual(30_000);
    expect(Timeout * 1000).toBeLessThan(TimeoutInMillis);
  });

  test('the API, with its own domain, is not served at its execute-api address (attack 94)', () => {
    expect(properties(full, 'Api')).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(properties(plain, 'Api')).toMatchObject({ DisableExecuteApiEndpoint: false });
  });

  test('the API, with its own domain or without, is reached by IPv6 too', () => {
    expect(properties(plain, 'Api')).toMatchObject({ IpAddressType: 'dualstack' });
    expect(properties(full, 'Domain')).toMatchObject({ DomainNameConfigurations: [{ IpAddressType: 'dualstack' }] });
  });

  test('the API, other origins, may not read its responses (attack 86)', () => {
    expect(properties(full, 'Api')).not.toHaveProperty('CorsConfiguration');
    expect(properties(full, 'StreamApp')).not.toHaveProperty('FunctionUrlConfig.Cors');
  });

  test('the API, its own domain, takes TLS 1.2 or newer and leads to the same stage', () => {
    expect(full.resources).toMatchObject({
      Domain: {
        Properties: {
          DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2', CertificateArn: customDomain.CertificateArn }],
        },
      },
      DomainMapping: { Properties: { Stage: '<Stage>', ApiId: '<Api>' } },
    });
    expect(ofType(plain, 'AWS::ApiGatewayV2::DomainName')).toEqual([]);
  });

  test('the API, above a rate and a burst, answers 429 in every configuration (attack 99)', () => {
    const { DefaultRouteSettings } = properties(plain, 'Stage');
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const other = properties(deploy(template, { ThrottleRate: 5, ThrottleBurst: 7 }), 'Stage');
    expect(other.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 7 });
  });

  test('the function, takes no more of the account than was set aside for it (attack 99)', () => {
    expect(properties(full, 'App')).toMatchObject({ ReservedConcurrentExecutions: 50 });
    expect(properties(plain, 'App')).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('the streaming function, which has no throttle, always has a limit (attack 99)', () => {
    const streaming = deploy(template, { Streaming: 'true' });
    expect(properties(streaming, 'StreamApp')).toMatchObject({ ReservedConcurrentExecutions: 20 });
  });

  test('the access log, is JSON without path, query, header or cookie', () => {
    const { AccessLogSettings } = properties<{ AccessLogSettings: { Format: string; DestinationArn: string } }>(
      plain,
      'Stage',
    );
    const line = JSON.parse(AccessLogSettings.Format);
    expect(line).toMatchObject({
      requestId: '$context.requestId',
      status: '$context.status',
      ip: '$context.identity.sourceIp',
    });
    expect(Object.values(line).filter((value) => /path|query|header|cookie|authorizer/i.test(String(value)))).toEqual(
      [],
    );
    expect(AccessLogSettings.DestinationArn).toBe('<ApiLogs.Arn>');
  });
});

describe('permissions to invoke the functions', () => {
  test('the function, only this API and no other service, may invoke it (attack 52)', () => {
    const permissions = ofType(full, 'AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    expect(permissions).toEqual([
      {
        FunctionName: '<App.Alias>',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: 'arn:aws:execute-api:us-east-1:123456789012:<Api>/*/$default',
      },
    ]);
    const sources = Object.entries(full.resources).filter(([, { Type }]) =>
      /Events::|EventSourceMapping|SNS::Subscription/.test(Type),
    );
    // The results of scans lead by a queue to the worker.
    expect(sources.map(([id]) => id)).toEqual(['ScanResultsRule', 'ScanResults']);
    expect(full.resources.ScanResults?.Properties).toMatchObject({ FunctionName: '<Worker.Alias>' });
  });

  test('the streaming function, exists only on request and streams', () => {
    expect(properties(full, 'StreamApp')).toMatchObject({
      FunctionUrlConfig: { InvokeMode: 'RESPONSE_STREAM', AuthType: 'NONE' },
    });
    expect(webFunctionsOf(plain).map(([id]) => id)).toEqual(['App']);
  });
});
