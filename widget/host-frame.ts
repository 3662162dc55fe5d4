/** Gives frames of this service on a page the height that the listing in them tells. */
const PATH = '/embed/v1/trials';
/** Pixels; what a frame says is never trusted further than this. */
const LEAST = 150;
const MOST = 6000;

const source = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : '';

/** Frames of the service, by where their address leads. */
function framesOf(origin: string): HTMLIFrameElement[] {
  return [...document.querySelectorAll('iframe')].filter(({ src }) => {
    if (!URL.canParse(src)) return false;
    const url = new URL(src);
    return url.origin === origin && url.pathname === PATH;
  });
}

/** A sandboxed frame without an origin of its own says `null`; which frame spoke is known by its window. */
function isFrom(frame: HTMLIFrameElement, event: MessageEvent<unknown>, origin: string): boolean {
  const isOpaque = frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin');
  return event.source === frame.contentWindow && event.origin === (isOpaque ? 'null' : origin);
}

function heightIn(data: unknown): number | null {
  if (typeof data !== 'object' || data === null) return null;
  const { type, height } = data as { type?: unknown; height?: unknown };
  if (type !== 'trialweave:height' || typeof height !== 'number' || !Number.isFinite(height)) return null;
  return Math.min(MOST, Math.max(LEAST, Math.ceil(height)));
}

function listen(origin: string): void {
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const height = heightIn(event.data);
    const frame = height === null ? undefined : framesOf(origin).find((each) => isFrom(each, event, origin));
    // A pixel on each side is the line that browsers draw around a frame.
    if (frame !== undefined && height !== null) frame.style.height = `${String(height + 4)}px`;
  });
  // Frames that were there first have told their height already; they say it once more. It is a question without content.
  for (const frame of framesOf(origin)) frame.contentWindow?.postMessage({ type: 'trialweave:ready' }, '*');
}

if (source !== '') listen(new URL(source).origin);
