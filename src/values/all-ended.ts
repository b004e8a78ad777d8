/**
 * Waits until all have ended, then returns their results. Unlike `Promise.all` it leaves none under way after a failure,
 * so that the caller can undo what the others have done.
 * @throws the first failure in their order
 */
export async function allEnded<Results extends readonly unknown[]>(
  promises: readonly [...{ [At in keyof Results]: Promise<Results[At]> }],
): Promise<Results> {
  await Promise.allSettled(promises);
  return Promise.all(promises) as Promise<Results>;
}
