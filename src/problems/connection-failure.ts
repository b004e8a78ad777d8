/**
 * Whether a call never got an answer: refused, reset or unresolved connections (Node's system errors), time-outs and
 * aborts. Anything else without an answer is a defect of ours and must not pass for an outage.
 */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  return 'code' in error && typeof error.code === 'string' && /^(E[A-Z_]+|UND_ERR_\w+|HPE_\w+)$/.test(error.code);
}
