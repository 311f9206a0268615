import { query } from '../api/call.js';
import { token } from '../api/send.js';
import type { WireEvent } from './wire-event.js';

/** The messages of the listener. */
export type LiveNews =
  | { readonly kind: 'event'; readonly event: WireEvent }
  | { readonly kind: 'connection'; readonly connection: 'live' | 'lost' }
  /** More has happened than the sandbox keeps, or it was restarted. */
  | { readonly kind: 'gap' };

const NAME = 'ait-iap-console.live';
const AGAIN_MS = 2_000;

/**
 * Listens to the sandbox. A browser has six connections to a server, and a stream occupies one. So only one tab listens
 * and tells the others. When it is closed, the next one listens.
 */
export function listen(hear: (heard: LiveNews) => void, replay: number): void {
  const others = new BroadcastChannel(NAME);
  others.onmessage = ({ data }: MessageEvent<LiveNews | 'who-listens'>) => {
    if (data !== 'who-listens') hear(data);
    else if (isListening) others.postMessage({ kind: 'connection', connection: isOpen ? 'live' : 'lost' });
  };
  let isListening = false;
  let isOpen = false;
  const start = () => {
    isListening = true;
    openStream((heard) => {
      if (heard.kind === 'connection') isOpen = heard.connection === 'live';
      hear(heard);
      others.postMessage(heard);
    }, replay);
  };
  // There are no locks if the page was opened from another machine without TLS.
  if (navigator.locks === undefined) {
    start();
    return;
  }
  void navigator.locks.request(NAME, () => {
    start();
    return new Promise(() => {});
  });
  others.postMessage('who-listens');
}

function openStream(hear: (heard: LiveNews) => void, replay: number): void {
  const source = new EventSource(`/api/stream${query({ replay, token })}`);
  source.onopen = () => hear({ kind: 'connection', connection: 'live' });
  source.onmessage = ({ data }) => hear({ kind: 'event', event: JSON.parse(String(data)) as WireEvent });
  source.addEventListener('gap', () => hear({ kind: 'gap' }));
  source.onerror = () => {
    hear({ kind: 'connection', connection: 'lost' });
    // The browser has given up for good. It does not reconnect by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => openStream(hear, replay), AGAIN_MS);
  };
}
