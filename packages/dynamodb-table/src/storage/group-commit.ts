import { DynamoDbError } from '../dynamodb-error.ts';

/** The part of a database that ends a transaction. */
export interface Committable {
  commit(): void;
  rollback(): void;
}

interface Job {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Runs the requests of one turn of the event loop one after another in one transaction. It settles them after the
 * commit: an answered write is there, and many writes cost one commit.
 */
export class GroupCommit {
  readonly #database: Committable;
  #jobs: Job[] = [];

  constructor(database: Committable) {
    this.#database = database;
  }

  /**
   * Runs work that is synchronous, and that throws a DynamoDbError before its first write only.
   *
   * @returns what the work returns, once that is committed
   */
  run<Result>(work: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      // Settled with the value of its own work.
      this.#jobs.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#jobs.length === 1) setImmediate(() => this.#runGroup());
    });
  }

  #runGroup(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    let outcomes: readonly Outcome[];
    try {
      outcomes = jobs.map(({ work }) => outcomeOf(work));
      this.#database.commit();
    } catch (error) {
      // The database failed, in the middle of a request perhaps: none of the group has happened.
      this.#database.rollback();
      for (const { reject } of jobs) reject(error);
      return;
    }
    for (const [at, outcome] of outcomes.entries()) {
      if ('error' in outcome) jobs[at]?.reject(outcome.error);
      else jobs[at]?.resolve(outcome.value);
    }
  }
}

function outcomeOf(work: () => unknown): Outcome {
  try {
    return { value: work() };
  } catch (error) {
    if (error instanceof DynamoDbError) return { error };
    throw error;
  }
}
