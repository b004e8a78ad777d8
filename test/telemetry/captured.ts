import { vi } from 'vitest';

/** Returns all that this process writes to its outputs while `act` runs. */
export async function capture(act: () => unknown): Promise<string> {
  const parts: string[] = [];
  const take = (chunk: unknown) => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk instanceof Uint8Array ? chunk : []).toString());
    return true;
  };
  const spies = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockImplementation(take));
  const consoles = (['log', 'info', 'warn', 'error'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation((...said: unknown[]) => void parts.push(`${said.join(' ')}\n`)),
  );
  try {
    await act();
  } finally {
    for (const spy of [...spies, ...consoles]) spy.mockRestore();
  }
  return parts.join('');
}

/** The lines of JSON in what was written. */
export function readLines(printed: string): Record<string, unknown>[] {
  return printed
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}
