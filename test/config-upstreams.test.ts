import { describe, expect, it } from 'vitest';
import { InvalidConfig, readConfig } from '../src/config.ts';

const url = 'https://api.example.com/v1';

function upstreamsOf(value: unknown, environment: Record<string, string> = {}) {
  return readConfig({ ...environment, UPSTREAMS: typeof value === 'string' ? value : JSON.stringify(value) }).upstreams;
}

function refusalOf(value: unknown, environment: Record<string, string> = {}): string {
  try {
    upstreamsOf(value, environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.message;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('readConfig, UPSTREAMS', () => {
  it('readConfig, UPSTREAMS not set, gives none', () => {
    expect(readConfig({}).upstreams).toEqual({});
    expect(upstreamsOf({})).toEqual({});
  });

  it('readConfig, UPSTREAMS, gives address, headers, access and time of each', () => {
    const headers = { Authorization: 'env:REPORTS_TOKEN', 'x-tenant': 'ours' };
    const reports = { url, headers, access: 'admins', timeoutMs: 5_000 };
    expect(upstreamsOf({ reports }, { REPORTS_TOKEN: 'Bearer secret' })).toEqual({
      reports: {
        url,
        headers: { authorization: 'Bearer secret', 'x-tenant': 'ours' },
        access: 'admins',
        timeoutMs: 5_000,
      },
    });
  });

  it('readConfig, UPSTREAMS without headers and time, sends none and waits 25 s', () => {
    expect(upstreamsOf({ reports: { url, access: 'anyone' } })).toEqual({
      reports: { url, access: 'anyone', headers: {}, timeoutMs: 25_000 },
    });
  });

  it('readConfig, UPSTREAMS read again from its own outcome, changes nothing', () => {
    const read = upstreamsOf({ reports: { url, headers: { 'X-A': 'b' }, access: 'anyone' } });
    expect(upstreamsOf(read)).toEqual(read);
  });

  it('readConfig, UPSTREAMS with a missing or bad secret, names upstream and variable', () => {
    const reports = { url, headers: { authorization: 'env:REPORTS_TOKEN' }, access: 'anyone' };
    expect(refusalOf({ reports })).toMatch(/^UPSTREAMS: reports .*REPORTS_TOKEN.*authorization/);
    expect(refusalOf({ reports }, { REPORTS_TOKEN: ' ' })).toMatch(/REPORTS_TOKEN/);
    const broken = refusalOf({ reports }, { REPORTS_TOKEN: 'very-secret\r\nx: y' });
    expect(broken).toMatch(/^REPORTS_TOKEN: .*reports/);
    expect(broken).not.toContain('very-secret');
  });

  it.each([
    ['{', /^UPSTREAMS: must be JSON such as/],
    [`{"a": {"url": "${url}", "access": "admins"}, "a": {"url": "${url}", "access": "anyone"}}`, /^UPSTREAMS: .*once/],
    ['[]', /^UPSTREAMS: /],
    ['"x"', /^UPSTREAMS: /],
    [{ Reports: { url, access: 'anyone' } }, /^UPSTREAMS\.Reports: /],
    [{ 'a/b': { url, access: 'anyone' } }, /^UPSTREAMS\.a\/b: /],
    [{ '': { url, access: 'anyone' } }, /^UPSTREAMS\./],
    [{ reports: { url } }, /^UPSTREAMS\.reports\.access: /],
    [{ reports: { url, access: 'everyone' } }, /^UPSTREAMS\.reports\.access: /],
    [{ reports: { access: 'anyone' } }, /^UPSTREAMS\.reports\.url: /],
    [{ reports: { url, access: 'anyone', adress: 'x' } }, /^UPSTREAMS\.reports: .*adress/],
    [{ reports: { url, access: 'anyone', timeoutMs: 0 } }, /^UPSTREAMS\.reports\.timeoutMs: /],
    [{ reports: { url, access: 'anyone', timeoutMs: '25s' } }, /^UPSTREAMS\.reports\.timeoutMs: /],
    [{ reports: { url, access: 'anyone', headers: { 'a b': 'c' } } }, /^UPSTREAMS\.reports\.headers\.a b: /],
    [{ reports: { url, access: 'anyone', headers: { a: 'b\r\nc: d' } } }, /^UPSTREAMS\.reports\.headers\.a: /],
    [{ reports: { url, access: 'anyone', headers: { Host: 'internal' } } }, /^UPSTREAMS\.reports\.headers\.Host: /],
    [{ reports: { url, access: 'anyone', headers: { 'Accept-Encoding': 'gzip' } } }, /cannot be set/],
    [{ reports: { url, access: 'anyone', headers: { 'transfer-encoding': 'chunked' } } }, /cannot be set/],
  ])('readConfig, UPSTREAMS %j, throws and says where', (value, message) => {
    expect(refusalOf(value)).toMatch(message);
  });

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'ftp://api.example.com',
    'api.example.com',
    '//api.example.com',
    'https://user:secret@api.example.com/',
    'https://user@api.example.com/',
    'https://api.example.com/?x=1',
    'https://api.example.com/#x',
    'https://',
  ])('readConfig, UPSTREAMS with the address %j, throws (attack 71)', (address) => {
    const message = refusalOf({ reports: { url: address, access: 'anyone' } });
    expect(message).toMatch(/^UPSTREAMS\.reports\.url: /);
    expect(message).not.toContain('secret');
  });
});
