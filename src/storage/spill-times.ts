/**
 * What may still happen to a spill after its time is up, one after the other: what makes something has its grace, then
 * the parts are taken back, then the claim. All of it together must leave time to answer within the reserve of a
 * function's deadline, of which storage knows nothing: `packages/lambda-adapter/test/spill-times.test.ts` adds up.
 */

/** For a call that makes something, to say whether it has. */
export const graceMs = 1000;

/** For each thing that is taken back, before it is left to the lifecycle rules. */
export const takeBackMs = 700;
