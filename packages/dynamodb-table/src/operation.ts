import type { Members } from './request-members.ts';
import type { TableStorage } from './storage/table-storage.ts';

/** What operations work on. */
export interface OperationContext {
  readonly storage: TableStorage;
  readonly now: () => Date;
}

/** One operation of DynamoDB: takes the request's document and returns the response's. */
export interface Operation {
  /** Parameters of DynamoDB that the operation refuses by name. */
  readonly lacks?: readonly string[];
  run(request: Members, context: OperationContext): Readonly<Record<string, unknown>>;
}

/** Returns whole seconds since 1970. */
export function epochSeconds(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}
