/**
 * Tells the page around how high the listing is, in the words of this service and in those of WordPress (wp-embed), and
 * asks WordPress to open links, which its frames cannot. A height is no secret, so it goes to whoever shows the frame.
 */
const secret = /^#\?secret=([a-zA-Z0-9]+)$/.exec(location.hash)?.[1] ?? null;
let told = 0;

function tell(message: object): void {
  window.parent.postMessage(message, '*');
}

function tellHeight(): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told || height === 0) return;
  told = height;
  tell({ type: 'trialweave:height', height });
  if (secret !== null) tell({ message: 'height', value: height, secret });
}

function openByWordPress(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || secret === null) return;
  event.preventDefault();
  tell({ message: 'link', value: link.href, secret });
}

/** Says it once more to a page that has only now begun to listen. */
function answer(event: MessageEvent<unknown>): void {
  if (event.source !== window.parent || typeof event.data !== 'object' || event.data === null) return;
  const { message, type } = event.data as { message?: unknown; type?: unknown };
  if (message !== 'ready' && type !== 'trialweave:ready') return;
  told = 0;
  tellHeight();
}

if (window.parent !== window) {
  new ResizeObserver(tellHeight).observe(document.body);
  addEventListener('load', tellHeight);
  addEventListener('message', answer);
  addEventListener('click', openByWordPress);
  tellHeight();
}
