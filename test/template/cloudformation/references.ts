import type { Template, Value } from './template.ts';

/**
 * What a part of a template refers to: parameters, resources and pseudo parameters by `names`, conditions by
 * `conditions`.
 */
export interface References {
  readonly names: readonly string[];
  readonly conditions: readonly string[];
}

export function referencesIn(value: Value | undefined): References {
  const names: string[] = [];
  const conditions: string[] = [];
  collect(value ?? null, names, conditions);
  return { names, conditions };
}

function collect(value: Value, names: string[], conditions: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) collect(item, names, conditions);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Ref') names.push(String(inner));
    else if (key === 'Fn::GetAtt' && Array.isArray(inner)) names.push(String(inner[0]));
    else if (key === 'Fn::Sub') names.push(...placeholders(String(inner)));
    else if (key === 'Fn::If' && Array.isArray(inner)) {
      conditions.push(String(inner[0]));
      collect(inner.slice(1), names, conditions);
    } else collect(inner, names, conditions);
  }
}

/** `${Name}` and `${Name.Attribute}` by their names; `${!Text}` stands for itself. */
function placeholders(text: string): string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) =>
    name.includes('::') ? name : (name.split('.')[0] ?? ''),
  );
}

/**
 * Names that SAM adds for a function, and the function that each stands for.
 * @see
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources-function.html
 */
export function generatedNames({ Resources }: Template): Map<string, string> {
  const generated = Object.entries(Resources).flatMap(([id, { Type, Properties }]): [string, string][] => {
    if (Type !== 'AWS::Serverless::Function') return [];
    return [
      [`${id}.Alias`, id],
      ...('FunctionUrlConfig' in Properties ? [[`${id}Url`, id] satisfies [string, string]] : []),
    ];
  });
  return new Map(generated);
}

/** A way from a resource back to itself, or `undefined` where there is none. */
export function findCircle(template: Template): string[] | undefined {
  const generated = generatedNames(template);
  const globals = referencesIn(template.Globals.Function).names;
  const edges = new Map(
    Object.entries(template.Resources).map(([id, { Type, Properties }]) => {
      const names = [...referencesIn(Properties).names, ...(Type === 'AWS::Serverless::Function' ? globals : [])];
      return [id, names.map((name) => generated.get(name) ?? name).filter((name) => name in template.Resources)];
    }),
  );
  const done = new Set<string>();
  const walk = (id: string, way: string[]): string[] | undefined => {
    if (way.includes(id)) return [...way.slice(way.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of edges.get(id) ?? []) {
      const circle = walk(next, [...way, id]);
      if (circle) return circle;
    }
    done.add(id);
    return undefined;
  };
  for (const id of edges.keys()) {
    const circle = walk(id, []);
    if (circle) return circle;
  }
  return undefined;
}
