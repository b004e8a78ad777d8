/**
 * Times for the end of a spill after its deadline, one after the other. First the call that makes an object has its
 * grace, then the parts are removed, then the lease. Together they must leave time to respond within the reserve of a
 * function's deadline, which storage does not know: `packages/lambda-adapter/test/spill-times.test.ts` adds up.
 */

/** The time for a call that creates an object to report its result. */
export const graceMs = 1000;

/** The time for each removal; what remains is removed by the lifecycle rules. */
export const cleanUpMs = 700;
