const thisMachine = ['localhost', '127.0.0.1', '[::1]'];
/** Matches the names of API Gateway and function URLs before they have a custom domain, in every partition. */
const givenByAws = /\.(?:execute-api|lambda-url)\.[a-z\d-]+\.[a-z\d.-]+$/;

/** True for this machine's own names, as they stand in a URL. */
export function isThisMachine(hostname: string): boolean {
  return thisMachine.includes(hostname);
}

/**
 * True when clients at this address connect to the app itself: at an address of AWS's, or on this machine. At any other
 * address a CDN or another proxy may stand in front.
 */
export function isDirect(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  return isThisMachine(hostname) || givenByAws.test(hostname);
}

/**
 * True when a URL has the host and port of the public address. The names of this machine are one host. The scheme is
 * the public one: a proxy that ends https connects by http.
 */
export function isOwnUrl(url: string, publicUrl: string): boolean {
  const [given, own] = [new URL(url), new URL(publicUrl)];
  given.protocol = own.protocol;
  if (given.host === own.host) return true;
  return isThisMachine(given.hostname) && isThisMachine(own.hostname) && given.port === own.port;
}
