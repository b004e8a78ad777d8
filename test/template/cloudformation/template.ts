import { type CollectionTag, parse, type ScalarTag, type YAMLMap, type YAMLSeq } from 'yaml';

/** Anything that a template can say; intrinsic functions in their long form, `{ 'Fn::GetAtt': ['Bucket', 'Arn'] }`. */
export type Value = string | number | boolean | null | Value[] | { [name: string]: Value };
export type Fields = { [name: string]: Value };

export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: Fields;
  readonly Properties: Fields;
}

export interface Template {
  readonly Parameters: Readonly<
    Record<string, { Type: string; Default?: string | number; Description?: string; AllowedPattern?: string }>
  >;
  readonly Rules: Readonly<Record<string, Fields>>;
  readonly Conditions: Readonly<Record<string, Value>>;
  readonly Globals: { readonly Function: Fields };
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { Condition?: string; Value: Value }>>;
}

const functions = ['Sub', 'GetAtt', 'If', 'Split', 'Equals', 'Not', 'And', 'Or'];

/**
 * Reads a template with the short forms of the intrinsic functions (`!Ref`, `!Sub`, …); a function that is not known
 * here is an error.
 */
export function parseTemplate(text: string): Template {
  const tags = [...functions.map((name) => ({ tag: `!${name}`, key: `Fn::${name}` })), { tag: '!Ref', key: 'Ref' }];
  const customTags = tags.flatMap(({ tag, key }) => [inScalar(tag, key), inSequence(tag, key), inMap(tag, key)]);
  return parse(text, { customTags, strict: true, logLevel: 'error' });
}

function inScalar(tag: string, key: string): ScalarTag {
  return { tag, resolve: (text) => ({ [key]: key === 'Fn::GetAtt' ? splitOnce(text) : text }) };
}

function inSequence(tag: string, key: string): CollectionTag {
  return { tag, collection: 'seq', resolve: (node: YAMLMap.Parsed | YAMLSeq.Parsed) => ({ [key]: node.toJSON() }) };
}

function inMap(tag: string, key: string): CollectionTag {
  return { ...inSequence(tag, key), collection: 'map' };
}

function splitOnce(name: string): string[] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
