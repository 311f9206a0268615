import { onPageRestored } from './on-page-restored.js';

/** The name of the channel, and of the storage key if there are no channels. */
const NAME = 'ait-iap.orders-changed';

const listeners = new Set<() => void>();

/**
 * One channel for all listeners of this page: a channel does not hear itself, but it hears other channels of its page.
 */
let open: NewsChannel | undefined;

interface NewsChannel {
  post(): void;
  close(): void;
}

/**
 * Tells the other pages of this mini-app that the user's orders may have changed: tabs, frames and WebViews of the same
 * origin. It does not say which order, and proves nothing: a page that gets the message reads its lists again.
 *
 * `IapProvider` calls it after each purchase and recovery. It does nothing if pages cannot reach each other.
 */
export function tellOrdersChanged(): void {
  const channel = open ?? openChannel();
  channel?.post();
  if (channel !== open) channel?.close();
}

/**
 * Listens for {@link tellOrdersChanged} of other pages. A page does not hear itself. A page that comes back from the
 * back/forward cache is told, too, because it may have missed the others there.
 *
 * @returns a function that stops listening
 *
 * @example
 * const stop = onOrdersChanged(() => refreshShop());
 */
export function onOrdersChanged(listener: () => void): () => void {
  const own = () => listener();
  listeners.add(own);
  open ??= openChannel();
  const stopWatching = onPageRestored(own);
  return () => {
    stopWatching();
    listeners.delete(own);
    if (listeners.size > 0) return;
    open?.close();
    open = undefined;
  };
}

function hear(): void {
  for (const listener of listeners) listener();
}

function openChannel(): NewsChannel | undefined {
  try {
    return typeof BroadcastChannel === 'undefined' ? overStorage() : overChannel();
  } catch {
    // A page with an opaque origin (a sandboxed frame) has no other pages.
    return undefined;
  }
}

function overChannel(): NewsChannel {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = hear;
  return { post: () => channel.postMessage(null), close: () => channel.close() };
}

/** Safari before 15.4. */
function overStorage(): NewsChannel {
  const onEvent = ({ key }: StorageEvent) => {
    if (key === NAME) hear();
  };
  addEventListener('storage', onEvent);
  return {
    // A new value each time, because writing the same value causes no event.
    post: () => localStorage.setItem(NAME, String(Math.random())),
    close: () => removeEventListener('storage', onEvent),
  };
}
