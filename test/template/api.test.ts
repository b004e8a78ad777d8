import { describe, expect, test } from 'vitest';
import { deploy } from './cloudformation/deploy.ts';
import { customDomain, full, functionsOf, ofType, plain, properties, template } from './deployments.ts';

describe('the API', () => {
  test('every route of the app is behind the catch-all', () => {
    const routes = ofType(plain, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties);
    expect(routes).toMatchObject([{ RouteKey: '$default', Target: 'integrations/<Integration>' }]);
    expect(functionsOf(full).filter(([, { Properties }]) => 'Events' in Properties)).toEqual([]);
  });

  test('the function gets events of payload format 2.0, by the alias that is moved as a whole', () => {
    expect(properties(plain, 'Integration')).toMatchObject({
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: '<App.Alias>',
    });
  });

  test('the API is served at the root, without the name of a stage in its paths', () => {
    expect(properties(plain, 'Stage')).toMatchObject({ StageName: '$default', AutoDeploy: true });
  });

  test('attack 67: the function ends before the API stops waiting for it', () => {
    const { TimeoutInMillis } = properties<{ TimeoutInMillis: number }>(plain, 'Integration');
    const { Timeout } = properties<{ Timeout: number }>(plain, 'App');
    expect(TimeoutInMillis).toBeLessThanOrEqual(30_000);
    expect(Timeout * 1000).toBeLessThan(TimeoutInMillis);
  });

  test('attack 94: with a domain of its own the API is not reached by its execute-api address', () => {
    expect(properties(full, 'Api')).toMatchObject({ DisableExecuteApiEndpoint: true });
    expect(properties(plain, 'Api')).toMatchObject({ DisableExecuteApiEndpoint: false });
  });

  test('the API and its domain are reached by IPv6 too', () => {
    expect(properties(plain, 'Api')).toMatchObject({ IpAddressType: 'dualstack' });
    expect(properties(full, 'Domain')).toMatchObject({ DomainNameConfigurations: [{ IpAddressType: 'dualstack' }] });
  });

  test('attack 86: no other origin may read its answers', () => {
    expect(properties(full, 'Api')).not.toHaveProperty('CorsConfiguration');
    expect(properties(full, 'StreamApp')).not.toHaveProperty('FunctionUrlConfig.Cors');
  });

  test('a domain of its own takes TLS 1.2 or newer and leads to the same stage', () => {
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

  test('attack 99: above a rate and a burst the API answers 429, whatever was chosen', () => {
    const { DefaultRouteSettings } = properties(plain, 'Stage');
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    const other = properties(deploy(template, { ThrottleRate: 5, ThrottleBurst: 7 }), 'Stage');
    expect(other.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 7 });
  });

  test('attack 99: the function takes no more of the account than was set aside for it', () => {
    expect(properties(full, 'App')).toMatchObject({ ReservedConcurrentExecutions: 50 });
    expect(properties(plain, 'App')).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('attack 99: the streaming function, whose URL knows no throttle, always has a limit', () => {
    const streaming = deploy(template, { Streaming: 'true' });
    expect(properties(streaming, 'StreamApp')).toMatchObject({ ReservedConcurrentExecutions: 20 });
  });

  test('the access log is JSON and holds no path, query, header or cookie', () => {
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

describe('who may call the functions', () => {
  test('attack 52: nothing but this API may invoke the function, and no event of another service leads to it', () => {
    const permissions = ofType(full, 'AWS::Lambda::Permission').map(([, { Properties }]) => Properties);
    expect(permissions).toEqual([
      {
        FunctionName: '<App.Alias>',
        Action: 'lambda:InvokeFunction',
        Principal: 'apigateway.amazonaws.com',
        SourceArn: 'arn:aws:execute-api:us-east-1:123456789012:<Api>/*/$default',
      },
    ]);
    expect(
      Object.values(full.resources).filter(({ Type }) => /Events::|EventSourceMapping|SNS::Subscription/.test(Type)),
    ).toEqual([]);
  });

  test('the streaming function is there only when asked for, and streams', () => {
    expect(properties(full, 'StreamApp')).toMatchObject({
      FunctionUrlConfig: { InvokeMode: 'RESPONSE_STREAM', AuthType: 'NONE' },
    });
    expect(functionsOf(plain).map(([id]) => id)).toEqual(['App']);
  });
});
