import { query } from '../api/call.js';
import { readAgain } from '../api/client.js';
import { send } from '../api/send.js';
import { type LiveNews, listen } from './listen.js';
import type { WireEvent } from './wire-event.js';

/** How long a burst of events is collected before the screen reads again, in milliseconds: too short to notice. */
const COLLECT_MS = 60;
const KEPT = 4_000;
/** As many events as the sandbox sends at once to a new tab. */
const READ_AT_START = 1_000;

/** The state of the connection to the sandbox. */
export type Connection = 'connecting' | 'live' | 'lost';

interface State {
  readonly connection: Connection;
  /** The events since this page opened, and earlier ones that the sandbox still had. The oldest first. */
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
  listen(hear, KEPT);
  void readWhatWas();
}

/** Another tab may be the one that listens. It passes on new events. */
async function readWhatWas(): Promise<void> {
  const path = `/wire${query({ limit: READ_AT_START })}`;
  const { events } = await send<{ events: readonly WireEvent[] }>({ method: 'GET', path });
  collect(...events);
}

function hear(heard: LiveNews): void {
  if (heard.kind === 'event') collect(heard.event);
  else if (heard.kind === 'gap') change({ events: [] });
  else {
    const isBack = heard.connection === 'live' && state.connection === 'lost';
    change({ connection: heard.connection });
    if (isBack) readAgain();
  }
}

function collect(...events: readonly WireEvent[]): void {
  waiting.push(...events);
  if (collecting) return;
  collecting = true;
  setTimeout(() => {
    collecting = false;
    const fresh = waiting;
    waiting = [];
    change({ events: merged(state.events, fresh) });
    if (fresh.some(({ type }) => CHANGES.has(type))) readAgain();
  }, COLLECT_MS);
}

/** In order, each once. Events before the world was replaced are removed. */
export function merged(before: readonly WireEvent[], fresh: readonly WireEvent[]): readonly WireEvent[] {
  const all = [...new Map([...before, ...fresh].map((event) => [event.seq, event])).values()];
  all.sort((one, other) => one.seq - other.seq);
  return all.slice(all.findLastIndex(({ type }) => type === 'world.replaced') + 1).slice(-KEPT);
}

/** After these events, answers of the API may be different. */
const CHANGES = new Set(['world.changed', 'world.replaced', 'clock.moved', 'webhook.attempted']);
