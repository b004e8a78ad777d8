import { Metrics as Emf, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Counted, counted, type DimensionsOf, type Metrics } from './metrics.ts';

type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];

/**
 * Numbers as lines of the embedded metric format on standard output, from which CloudWatch makes metrics: no call, and
 * nothing to wait for before an answer. Each stands under `service` alone too, because an alarm cannot add up what has
 * other dimensions.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function createEmfMetrics(serviceName: string): Metrics {
  const emf = new Emf({ namespace: 'Sluice', serviceName });

  /**
   * A line of its own, written before anybody else gets a turn: the dimensions of two requests at the same time do not
   * mix.
   */
  const write = (name: string, unit: Unit, value: number, dimensions: Record<string, string>) => {
    if (Object.keys(dimensions).length > 0) emf.addDimensions({}).addDimensions(dimensions);
    emf.addMetric(name, unit, value).publishStoredMetrics();
  };
  return {
    count: (name, by) => write(name, MetricUnit.Count, 1, dimensionsOf(name, by)),
    upstreamTime: (upstream, milliseconds) =>
      write('UpstreamTime', MetricUnit.Milliseconds, milliseconds, { upstream }),
  };
}

/** Only these: callers may pass a whole record. */
function dimensionsOf<Name extends Counted>(name: Name, by: DimensionsOf<Name>): Record<string, string> {
  const values = new Map(Object.entries<string>(by));
  return Object.fromEntries(counted[name].map((dimension) => [dimension, values.get(dimension) ?? '']));
}
