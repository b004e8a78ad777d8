/**
 * True for a call that never got a response. That is a refused, reset or unresolved connection (Node's system errors),
 * a time-out or an abort. Any other error without a response is a defect of the app, and no outage.
 */
export function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  return 'code' in error && typeof error.code === 'string' && /^(E[A-Z_]+|UND_ERR_\w+|HPE_\w+)$/.test(error.code);
}
