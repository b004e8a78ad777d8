import { readFileSync } from 'node:fs';
import { withoutComments } from '../architecture/architecture.ts';

/** Those that are read at the start, and `const { names } = await import('…')`, which are read when they are needed. */
const importStatements = [
  /^(?:import|export) (?!type\b)(?:[^;]*? from )?'(?<from>[^']+)';/gms,
  /(?:\{[^}]*\} = await )?import\('(?<from>[^']+)'\)/g,
];
const namesInBraces = /\{(?<names>[^}]*)\}/;

/** What requests can reach and never call: only jobs remove a file for good, with the rights of the worker. */
const calledByJobsOnly = new URL('../../src/storage/remove-versions.ts', import.meta.url);

/** What the AWS SDK gives to the code that only jobs call. */
export function sdkImportsOfJobs(): Set<string> {
  return namesFrom(calledByJobsOnly, new Set());
}

/**
 * What the AWS SDK gives to the code of the functions: the names that every module imports which can be reached from
 * `src/lambda.ts`.
 */
export function sdkImports(): Set<string> {
  return namesFrom(new URL('../../src/lambda.ts', import.meta.url), new Set([calledByJobsOnly.href]));
}

function namesFrom(start: URL, seen: Set<string>): Set<string> {
  const names = new Set<string>();
  const visit = (module: URL) => {
    if (seen.has(module.href)) return;
    seen.add(module.href);
    const source = withoutComments(readFileSync(module, 'utf8'));
    for (const { 0: statement, groups } of importStatements.flatMap((form) => [...source.matchAll(form)])) {
      const from = groups?.from ?? '';
      if (from.startsWith('.') && /\.tsx?$/.test(from)) visit(new URL(from, module));
      if (from.startsWith('@aws-sdk/')) for (const name of valuesIn(statement)) names.add(name);
    }
  };
  visit(start);
  return names;
}

function valuesIn(statement: string): string[] {
  const names = namesInBraces.exec(statement)?.groups?.names ?? '';
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));
}
