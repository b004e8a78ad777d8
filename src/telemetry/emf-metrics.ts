import { Metrics as Emf, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Counted, counted, type DimensionsOf, type Metrics } from './metrics.ts';

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/**
 * Writes metrics to standard output in the embedded metric format, from which CloudWatch makes metrics. This needs no
 * call, so that the response does not wait. Each metric stands under `service` alone too, because an alarm cannot add
 * up metrics with other dimensions.
 * @see
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createEmfMetrics(serviceName: string): Metrics {
  const emf = new Emf({ namespace: 'Sluice', serviceName });

  /** Writes one metric as a line of its own, at once: the dimensions of two concurrent requests do not mix. */
  const write = (name: string, unit: Unit, value: number, dimensions: Record<string, string>) => {
    if (Object.keys(dimensions).length > 0) emf.addDimensions({}).addDimensions(dimensions);
    emf.addMetric(name, unit, value).publishStoredMetrics();
  };
  return {
    count: (name, by) => write(name, MetricUnit.Count, 1, dimensionsOf(name, by)),
    upstreamTime: (upstream, milliseconds) =>
      write('UpstreamTime', MetricUnit.Milliseconds, milliseconds, { upstream }),
    queueAge: (seconds) => write('QueueAge', MetricUnit.Seconds, seconds, {}),
  };
}

/** Returns only the declared dimensions: callers may pass a whole record. */
function dimensionsOf<Name extends Counted>(name: Name, by: DimensionsOf<Name>): Record<string, string> {
  const values = new Map(Object.entries<string>(by));
  return Object.fromEntries(counted[name].map((dimension) => [dimension, values.get(dimension) ?? '']));
}
