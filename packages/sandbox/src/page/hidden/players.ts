/** What a window plays with. */
export interface PlayerWindow {
  readonly document: Document;
  readonly HTMLMediaElement: typeof HTMLMediaElement;
  readonly AudioScheduledSourceNode?: typeof AudioScheduledSourceNode;
  readonly AudioBufferSourceNode?: typeof AudioBufferSourceNode;
}

/** Whether a page plays anything. */
export interface Players {
  /** An audio or video element that is not paused, or a source of sound in an AudioContext that runs. */
  playing(): boolean;
}

/**
 * Notices what a page plays, from the start: an element need not be in the document, and the sources of an AudioContext are
 * nowhere to be found later.
 */
export function followPlayers(window: PlayerWindow): Players {
  const elements = new Set<WeakRef<HTMLMediaElement>>();
  const sources = new Set<AudioScheduledSourceNode>();
  onCall(window.HTMLMediaElement.prototype, 'play', (element) => elements.add(new WeakRef(element)));
  const started = (source: AudioScheduledSourceNode) => {
    sources.add(source);
    source.addEventListener('ended', () => sources.delete(source), { once: true });
  };
  // The second has a function of its own.
  const { AudioScheduledSourceNode, AudioBufferSourceNode } = window;
  if (AudioScheduledSourceNode) onCall(AudioScheduledSourceNode.prototype, 'start', started);
  if (AudioBufferSourceNode) onCall(AudioBufferSourceNode.prototype, 'start', started);

  const known = () => {
    const kept = [...elements].flatMap((element) => element.deref() ?? []);
    return [...kept, ...window.document.querySelectorAll<HTMLMediaElement>('audio, video')];
  };
  return {
    playing() {
      for (const source of sources) if (source.context.state === 'closed') sources.delete(source);
      return (
        known().some((element) => !element.paused && !element.ended) ||
        [...sources].some(({ context }) => context.state === 'running' && !('startRendering' in context))
      );
    },
  };
}

/** Tells of each call of a method before it is carried out; nothing else about it changes. */
function onCall<Owner extends object>(
  prototype: Owner,
  name: keyof Owner,
  told: (owner: Owner) => void,
): void {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  const followed = function (this: Owner, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(original, this, args);
    told(this);
    return result;
  };
  Object.defineProperty(prototype, name, {
    ...Object.getOwnPropertyDescriptor(prototype, name),
    value: followed,
  });
}
