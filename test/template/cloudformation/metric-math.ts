/** An entry of an alarm's `Metrics`: a metric, or an expression over others. */
export interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
}

/**
 * What an alarm compares with its threshold, of metrics that have these sums in its period. One that has none has no
 * value, nor has what is made of it but by `FILL`: NaN stands for that. Expressions that are shown are made of hidden
 * ones, not of each other.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function metricMath(queries: readonly MetricQuery[], sums: Readonly<Record<string, number>>): number {
  const values: Record<string, unknown> = {
    FILL: (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value),
    IF: (holds: boolean, value: number, otherwise: number) => (holds ? value : otherwise),
  };
  for (const { Id, MetricStat } of queries)
    if (MetricStat) values[Id] = sums[MetricStat.Metric.MetricName] ?? Number.NaN;
  const expressions = queries.filter(({ Expression }) => Expression !== undefined);
  const isHidden = (query: MetricQuery) => query.ReturnData === false;
  let shown = Number.NaN;
  for (const query of [...expressions.filter(isHidden), ...expressions.filter((query) => !isHidden(query))]) {
    shown = new Function(...Object.keys(values), `return ${query.Expression};`)(...Object.values(values));
    values[query.Id] = shown;
  }
  return shown;
}
