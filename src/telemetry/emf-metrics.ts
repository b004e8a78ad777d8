import { type Counted, counted, type DimensionsOf, type Metrics } from './metrics.ts';

type Unit = 'Count' | 'Milliseconds' | 'Seconds';

/**
 * Writes metrics to standard output in the embedded metric format, from which CloudWatch makes metrics. This needs no
 * call, so that the response does not wait. Each metric stands under `service` alone too, because an alarm cannot add
 * up metrics with other dimensions.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createEmfMetrics(service: string): Metrics {
  /** Writes one metric as a line of its own, at once: the dimensions of two concurrent requests do not mix. */
  const write = (name: string, unit: Unit, value: number, dimensions: Record<string, string>) => {
    const names = Object.keys(dimensions);
    const definition = {
      Namespace: 'Sluice',
      Dimensions: names.length > 0 ? [['service'], ['service', ...names]] : [['service']],
      Metrics: [{ Name: name, Unit: unit }],
    };
    const aws = { Timestamp: Date.now(), CloudWatchMetrics: [definition] };
    process.stdout.write(`${JSON.stringify({ _aws: aws, service, ...dimensions, [name]: value })}\n`);
  };
  return {
    count: (name, by) => write(name, 'Count', 1, dimensionsOf(name, by)),
    upstreamTime: (upstream, milliseconds) => write('UpstreamTime', 'Milliseconds', milliseconds, { upstream }),
    queueAge: (seconds) => write('QueueAge', 'Seconds', seconds, {}),
  };
}

/** Returns only the declared dimensions: callers may pass a whole record. */
function dimensionsOf<Name extends Counted>(name: Name, by: DimensionsOf<Name>): Record<string, string> {
  const values = new Map(Object.entries<string>(by));
  return Object.fromEntries(counted[name].map((dimension) => [dimension, values.get(dimension) ?? '']));
}
