/** The longest run of the worker on AWS, as `template.yaml` sets it. */
export const workerTimeoutSeconds = 900;

/**
 * The shortest time for which SQS hides a received message: six times the longest run, as Lambda asks.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export const leastVisibilitySeconds = 6 * workerTimeoutSeconds;
