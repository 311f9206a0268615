/** The listeners of one signal. */
interface Listeners {
  readonly all: Set<() => void>;
  /** Called when the last one is removed. */
  readonly letGo: () => void;
}

const listenersBySignal = new WeakMap<AbortSignal, Listeners>();

/**
 * Calls `listener` when the signal is aborted. If it is aborted already, never. All listeners of a signal share one event
 * listener, and those of a {@link quietController} need none: to add one costs more than most steps of a grant.
 *
 * @returns removes the listener; a signal that outlives many calls keeps nothing of them
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const { all, letGo } = listenersBySignal.get(signal) ?? listenTo(signal);
  all.add(listener);
  return () => {
    if (all.delete(listener) && all.size === 0) letGo();
  };
}

function listenTo(signal: AbortSignal): Listeners {
  const all = new Set<() => void>();
  const tellAll = () => tell(all);
  const letGo = () => {
    signal.removeEventListener('abort', tellAll);
    listenersBySignal.delete(signal);
  };
  const listeners = { all, letGo };
  listenersBySignal.set(signal, listeners);
  signal.addEventListener('abort', tellAll, { once: true });
  return listeners;
}

function tell(listeners: ReadonlySet<() => void>): void {
  for (const listener of listeners) listener();
}

/** A signal, and the function that aborts it. */
export interface QuietController {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
}

/** An `AbortController` that tells the listeners of {@link onAbort} itself, after everybody else. */
export function quietController(): QuietController {
  const controller = new AbortController();
  const { signal } = controller;
  const all = new Set<() => void>();
  listenersBySignal.set(signal, { all, letGo: () => undefined });
  return {
    signal,
    abort(reason) {
      if (signal.aborted) return;
      controller.abort(reason);
      tell(all);
    },
  };
}
