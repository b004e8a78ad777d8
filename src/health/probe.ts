/**
 * The result of a probe of bucket or table: `wrong-region` is a bucket of another region. A probe throws when there is
 * no response.
 */
export type ProbeResult = 'ok' | 'missing' | 'forbidden' | 'wrong-region';
