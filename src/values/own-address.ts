const thisMachine = ['localhost', '127.0.0.1', '[::1]'];
/** What API Gateway and function URLs are called before anybody gives them a domain, in every partition. */
const givenByAws = /\.(?:execute-api|lambda-url)\.[a-z\d-]+\.[a-z\d.-]+$/;

/** True for the names that this machine has for itself, as they stand in a URL. */
export function isThisMachine(hostname: string): boolean {
  return thisMachine.includes(hostname);
}

/**
 * True when clients that use this address connect to the app itself: at an address that AWS has given out, or on this
 * machine. Before any other address a CDN or another proxy may stand.
 */
export function isDirect(publicUrl: string): boolean {
  const { hostname } = new URL(publicUrl);
  return isThisMachine(hostname) || givenByAws.test(hostname);
}

/**
 * True when a URL has the host and port of the public address. The names of this machine are one host. The scheme is
 * the public one: a proxy in front that ends https asks by http.
 */
export function isOwnUrl(url: string, publicUrl: string): boolean {
  const [asked, own] = [new URL(url), new URL(publicUrl)];
  asked.protocol = own.protocol;
  if (asked.host === own.host) return true;
  return isThisMachine(asked.hostname) && isThisMachine(own.hostname) && asked.port === own.port;
}
