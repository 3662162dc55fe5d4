/** Longest part of a path, as sent; no id of the service comes near it. */
export const SEGMENT_LIMIT = 200;

/** The status of the error that an address as sent deserves before anything looks it up, null when it is readable. */
export function addressFault(url: string): 400 | 414 | null {
  if (!isDecodable(url) || holdsNul(url)) return 400;
  const [path = ''] = url.split('?', 1);
  return path.split('/').some((segment) => segment.length > SEGMENT_LIMIT) ? 414 : null;
}

/**
 * The address to route by. The router refuses one it cannot read before any hook runs, and that answer would lack the
 * security headers, CORS and the rate limit; so it is shown the root instead, and a hook refuses the true address.
 */
export function routableUrl(url: string): string {
  return addressFault(url) === null ? url : '/';
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}

/** No name, id or text holds U+0000, and PostgreSQL refuses it. */
function holdsNul(url: string): boolean {
  return url.includes('%00');
}
