import type { Fields, Resource, Template, Value } from './template.ts';

/** A template with its parameters given and its conditions decided. */
export interface Deployment {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: Readonly<Record<string, Value>>;
}

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::Region': 'us-east-1',
  'AWS::AccountId': '123456789012',
  'AWS::Partition': 'aws',
  'AWS::StackName': 'sluice',
};

/** What is left out: `AWS::NoValue`. */
const noValue = Symbol('AWS::NoValue');

/**
 * Works out what would be deployed. What only AWS knows stands as `<Resource>` or `<Resource.Attribute>`, unless it
 * is among `known`.
 */
export function deploy(
  template: Template,
  parameters: Record<string, string | number> = {},
  known: Record<string, string> = {},
): Deployment {
  const given = new Map(
    Object.entries(template.Parameters).map(([name, { Default }]) => [name, parameters[name] ?? Default]),
  );
  for (const name of Object.keys(parameters))
    if (!given.has(name)) throw new Error(`The template has no parameter ${name}.`);

  const holds = (name: string): boolean => {
    const condition = template.Conditions[name];
    if (condition === undefined) throw new Error(`The template has no condition ${name}.`);
    return decide(condition);
  };

  function decide(value: Value): boolean {
    const [name, inner] = only(value);
    const operands = Array.isArray(inner) ? inner : [];
    if (name === 'Fn::Equals') return String(resolve(operands[0] ?? null)) === String(resolve(operands[1] ?? null));
    if (name === 'Fn::Not') return !decide(operands[0] ?? null);
    if (name === 'Fn::And') return operands.every(decide);
    if (name === 'Fn::Or') return operands.some(decide);
    return holds(String(inner));
  }

  function resolve(value: Value): Value | typeof noValue {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== noValue);
    const [name, inner] = Object.keys(value).length === 1 ? only(value) : ['', null];
    if (name === 'Ref') return inner === 'AWS::NoValue' ? noValue : lookUp(String(inner));
    if (name === 'Fn::GetAtt' && Array.isArray(inner)) return lookUp(inner.join('.'));
    if (name === 'Fn::Sub')
      return String(inner).replace(/\$\{([^!}][^}]*)\}/g, (_, placeholder: string) => String(lookUp(placeholder)));
    if (name === 'Fn::Split' && Array.isArray(inner)) return String(resolve(inner[1] ?? null)).split(String(inner[0]));
    if (name === 'Fn::If' && Array.isArray(inner))
      return resolve((holds(String(inner[0])) ? inner[1] : inner[2]) ?? null);
    const entries = Object.entries(value).map(([key, field]) => [key, resolve(field)] as const);
    return Object.fromEntries(entries.filter((entry): entry is [string, Value] => entry[1] !== noValue));
  }

  function lookUp(name: string): Value {
    return given.get(name) ?? known[name] ?? pseudoParameters[name] ?? `<${name}>`;
  }

  const resources = Object.entries(template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
    .map(
      ([id, resource]) => [id, { ...resource, Properties: resolveFields(withGlobals(template, resource)) }] as const,
    );
  const outputs = Object.entries(template.Outputs)
    .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
    .map(([name, output]) => [name, resolveFields({ Value: output.Value }).Value ?? null] as const);
  return { resources: Object.fromEntries(resources), outputs: Object.fromEntries(outputs) };

  function resolveFields(fields: Fields): Fields {
    const resolved = resolve(fields);
    return typeof resolved === 'object' && !Array.isArray(resolved) ? (resolved ?? {}) : {};
  }
}

/** What SAM does with `Globals`: the function's own word wins, variables are put together. */
function withGlobals({ Globals }: Template, { Type, Properties }: Resource): Fields {
  if (Type !== 'AWS::Serverless::Function') return Properties;
  const Variables = { ...variables(Globals.Function), ...variables(Properties) };
  return { ...Globals.Function, ...Properties, Environment: { Variables } };
}

function variables({ Environment }: Fields): Fields {
  // Both functions of ours have them; the test of the variables would notice otherwise.
  const { Variables } = Environment as { Variables: Fields };
  return Variables;
}

function only(value: Value): [string, Value] {
  const [entry, another] = Object.entries(value ?? {});
  if (entry === undefined || another !== undefined)
    throw new Error(`Not an intrinsic function: ${JSON.stringify(value)}`);
  return entry;
}
