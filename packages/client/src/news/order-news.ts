/** The name of the channel, and of the key in the page's storage where there are no channels. */
const NAME = 'ait-iap.orders-changed';

const listeners = new Set<() => void>();

/** One for all that listen in this page: a channel does not hear itself, but it hears others of its own page. */
let open: NewsChannel | undefined;

interface NewsChannel {
  post(): void;
  close(): void;
}

/**
 * Tells the other pages of this mini-app that the user's orders may have changed: other tabs, frames and WebViews of the
 * same origin. It says nothing about which order, and proves nothing: who hears it reads the lists again.
 *
 * `IapProvider` does so by itself after each purchase and recovery. Does nothing where pages cannot reach each other.
 */
export function tellOrdersChanged(): void {
  const channel = open ?? openChannel();
  channel?.post();
  if (channel !== open) channel?.close();
}

/**
 * Listens for {@link tellOrdersChanged} of other pages; a page does not hear itself.
 *
 * @returns what stops the listening
 *
 * @example
 * const stop = onOrdersChanged(() => refreshShop());
 */
export function onOrdersChanged(listener: () => void): () => void {
  const own = () => listener();
  listeners.add(own);
  open ??= openChannel();
  return () => {
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
    // A page without a name of its own (a sandboxed frame) has no other pages.
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
    // A value that is new each time, since writing the same one tells nobody.
    post: () => localStorage.setItem(NAME, String(Math.random())),
    close: () => removeEventListener('storage', onEvent),
  };
}
