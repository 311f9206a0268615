import { query } from '../api/call.js';
import { readAgain } from '../api/client.js';
import { send, token } from '../api/send.js';
import type { WorldInfo } from '../api/world.js';
import type { WireEvent } from './wire-event.js';

/** How long a burst of events is collected before the screen reads again: below what an eye notices. */
const COLLECT_MS = 60;
/** How often a sandbox without a stream is asked whether something has changed. */
const ASK_EVERY_MS = 400;
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
let timer: ReturnType<typeof setTimeout> | undefined;

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
    // Given up by the browser: the server answered, and not with a stream.
    if (source.readyState === EventSource.CLOSED) void askAgainAndAgain();
  };
}

function hear(event: WireEvent): void {
  waiting.push(event);
  timer ??= setTimeout(() => {
    timer = undefined;
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

async function askAgainAndAgain(): Promise<void> {
  for (let last = -1; ; await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))) {
    try {
      const { events } = await send<WorldInfo>({ method: 'GET', path: '' });
      change({ connection: 'live' });
      if (last !== -1 && events !== last) readAgain();
      last = events;
    } catch {
      change({ connection: 'lost' });
    }
  }
}
