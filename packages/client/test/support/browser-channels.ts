/** The part of a `BroadcastChannel` that the client uses. */
export interface BrowserChannel {
  onmessage: (() => void) | null;
  postMessage(): void;
  close(): void;
}

/**
 * The channels of one browser. As in a real one, a message comes in a later task, also after its sender has closed, and not to who
 * has closed meanwhile; each tells all others of its name, those of its own page included.
 */
export function browserChannels() {
  const channels = new Set<BrowserChannel & { readonly name: string }>();
  class Channel implements BrowserChannel {
    onmessage: (() => void) | null = null;
    constructor(readonly name: string) {
      channels.add(this);
    }
    postMessage() {
      const others = [...channels].filter((other) => other !== this && other.name === this.name);
      setTimeout(() => {
        for (const other of others) if (channels.has(other)) other.onmessage?.();
      });
    }
    close() {
      channels.delete(this);
    }
  }
  return { Channel, channels };
}
