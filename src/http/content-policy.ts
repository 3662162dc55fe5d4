/** What the answers under a path may load, run and be shown in (https://www.w3.org/TR/CSP3). */
type Policy = Readonly<Record<string, string>>;

const NOTHING = { 'default-src': "'none'", 'base-uri': "'none'", 'form-action': "'none'" };

/** Data: nothing in it may load or run anything. */
const DATA: Policy = { ...NOTHING, 'frame-ancestors': "'none'" };

/** Pages of the site: files of this service alone, no inline script or style, and no text becomes markup by a script. */
const PAGE: Policy = {
  ...NOTHING,
  'style-src': "'self'",
  'script-src': "'self'",
  'img-src': "'self'",
  'connect-src': "'self'",
  'frame-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** The listing in a frame of another site. */
const FRAME: Policy = {
  ...NOTHING,
  'style-src': "'self'",
  'script-src': "'self'",
  'img-src': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
};

/** The one page that other sites frame. */
export const FRAME_PATH = '/embed/v1/trials';
/** Where readers can ask for trials near them, by a button that asks the browser. */
const SEARCH_PATH = '/trials';
/** Addresses of data; all others answer with pages, or with a page that says that they are none. */
const DATA_PATHS =
  /^\/(?:v1|fhir|embed\/v1|health|assets|problems)(?:\/|$)|^\/(?:openapi\.json|oembed|sitemap\.xml|robots\.txt|metrics)$/;

/** Whether a path (without query) is one of data, not of pages. */
export function isDataPath(path: string): boolean {
  return DATA_PATHS.test(path);
}

const DENIED =
  'accelerometer=(), camera=(), display-capture=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()';

/** Headers by which a browser holds an answer under this path (without query) to what it should do. */
export function policyOf(path: string, frameAncestors: readonly string[]): Record<string, string> {
  const geolocation = path === SEARCH_PATH ? '(self)' : '()';
  const permissions = { 'permissions-policy': `${DENIED}, geolocation=${geolocation}` };
  if (path === FRAME_PATH) {
    const ancestors = frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ');
    // No X-Frame-Options: it cannot name sites, and browsers that know frame-ancestors ignore it.
    return { ...permissions, 'content-security-policy': textOf({ ...FRAME, 'frame-ancestors': ancestors }) };
  }
  const policy = isDataPath(path) ? DATA : PAGE;
  return { ...permissions, 'content-security-policy': textOf(policy), 'x-frame-options': 'DENY' };
}

function textOf(policy: Policy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join(';');
}
