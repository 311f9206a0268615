/** The parts of a window that play sound and video. */
export interface PlayerWindow {
  readonly document: Document;
  readonly HTMLMediaElement: typeof HTMLMediaElement;
  readonly AudioScheduledSourceNode?: typeof AudioScheduledSourceNode;
  readonly AudioBufferSourceNode?: typeof AudioBufferSourceNode;
}

/** Tells whether a page plays anything. */
export interface Players {
  /** True for an audio or video element that is not paused, or a sound source in a running AudioContext. */
  playing(): boolean;
}

/**
 * Follows from the start what a page plays. An element need not be in the document, and the sources of an AudioContext
 * cannot be found later.
 */
export function followPlayers(window: PlayerWindow): Players {
  const elements = new Set<WeakRef<HTMLMediaElement>>();
  const sources = new Set<AudioScheduledSourceNode>();
  onCall(window.HTMLMediaElement.prototype, 'play', (element) => elements.add(new WeakRef(element)));
  const started = (source: AudioScheduledSourceNode) => {
    sources.add(source);
    source.addEventListener('ended', () => sources.delete(source), { once: true });
  };
  // The second one has its own function.
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

/** Reports each call of a method before it runs, and changes nothing else. */
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
  Object.defineProperty(prototype, name, { value: followed });
}
