import { query } from '../api/call.js';
import { readAgain } from '../api/client.js';
import { token } from '../api/send.js';
import type { WireEvent } from './wire-event.js';

/** How long a burst of events is collected before the screen reads again: below what an eye notices. */
const COLLECT_MS = 60;
const AGAIN_MS = 2_000;
const KEPT = 4_000;

/** Whether this console hears the sandbox. */
export type Connection = 'connecting' | 'live' | 'lost';

interface State {
  readonly connection: Connection;
  /** What was heard since this page opened, and what the sandbox still had of before; the oldest first. */
  readonly events: readonly WireEvent[];
}

let state: State = { connection: 'connecting', events: [] };
const listeners = new Set<() => void>();
let waiting: WireEvent[] = [];
let collecting = false;

/** For `useSyncExternalStore`. */
export const live = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  state: (): State => state,
};

function change(changes: Partial<State>): void {
  state = { ...state, ...changes };
  for (const listener of listeners) listener();
}

/** Starts to listen, for as long as the page is open. */
export function startLive(): void {
  const source = new EventSource(`/api/stream${query({ replay: KEPT, token })}`);
  source.onopen = () => {
    change({ connection: 'live' });
    readAgain();
  };
  source.onmessage = ({ data }) => hear(JSON.parse(String(data)) as WireEvent);
  // More has happened meanwhile than the sandbox keeps.
  source.addEventListener('gap', () => change({ events: [] }));
  source.onerror = () => {
    change({ connection: 'lost' });
    // Given up by the browser, for good: it does not come back by itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(startLive, AGAIN_MS);
  };
}

function hear(event: WireEvent): void {
  waiting.push(event);
  if (collecting) return;
  collecting = true;
  setTimeout(() => {
    collecting = false;
    const fresh = waiting;
    waiting = [];
    const from = fresh.findLastIndex(({ type }) => type === 'world.replaced') + 1;
    const before = from > 0 ? [] : state.events;
    change({ events: [...before, ...fresh.slice(from)].slice(-KEPT) });
    if (fresh.some(({ type }) => CHANGES.has(type))) readAgain();
  }, COLLECT_MS);
}

/** After these, what the API answers may be different. */
const CHANGES = new Set(['world.changed', 'world.replaced', 'clock.moved', 'webhook.attempted']);
