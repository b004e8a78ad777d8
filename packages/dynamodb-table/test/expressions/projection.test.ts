import { describe, expect, it } from 'vitest';
import { Placeholders } from '../../src/expressions/placeholders.ts';
import { parseProjection, project } from '../../src/expressions/projection.ts';

const item = {
  a: { S: 'a' },
  l: { L: [{ S: '0' }, { M: { x: { S: 'x' }, y: { S: 'y' } } }, { S: '2' }] },
  m: { M: { x: { N: '1' }, y: { N: '2' } } },
};
const cut = (expression: string) =>
  JSON.parse(JSON.stringify(project(item, parseProjection(expression, new Placeholders({ '#m': 'm' }, undefined)))));

describe('a projection', () => {
  it.each([
    ['a', { a: item.a }],
    ['gone', {}],
    ['#m.y, a', { m: { M: { y: { N: '2' } } }, a: item.a }],
    ['m.x, m.y', { m: item.m }],
    ['m.z', {}],
    ['l[2], l[0]', { l: { L: [{ S: '0' }, { S: '2' }] } }],
    ['l[1].y', { l: { L: [{ M: { y: { S: 'y' } } }] } }],
    ['l[9]', {}],
    ['a.b', {}],
  ])('%s', (expression, expected) => {
    expect(cut(expression)).toEqual(expected);
  });

  it('two paths of which one lies in the other, are refused', () => {
    expect(() => cut('m, m.x')).toThrow(
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, x]',
    );
  });
});
