import type { TimedHost } from '../bridge/call-host.js';
import { durableText } from './durable-text.js';
import { formatNotes, type Note, parseNotes } from './note.js';

/** The durable notes: they keep a product locked over a reload until its order is finished. */
export interface Notebook {
  all(): Promise<Map<string, Note>>;
  /**
   * Updates the note of a product. The function gets the current note and returns the new one, or `undefined` to remove
   * it.
   */
  change(sku: string, next: (note: Note | undefined) => Note | undefined): Promise<void>;
}

/**
 * The notes in a durable text with this key. Changes run one after the other, because a change is a read and a write,
 * and the native storage is slow.
 */
export function notebook(host: TimedHost, key: string): Notebook {
  const text = durableText(host, key);
  let last: Promise<unknown> = Promise.resolve();
  const all = async () => new Map((await text.load()).flatMap((copy) => parseNotes(copy, host.clock.now())));
  const change = (sku: string, next: (note: Note | undefined) => Note | undefined): Promise<void> => {
    const done = last.then(async () => {
      const notes = await all();
      const note = next(notes.get(sku));
      if (note) notes.set(sku, note);
      else notes.delete(sku);
      await text.save(formatNotes(notes));
    });
    last = done.catch(() => {});
    return done;
  };
  return { all, change };
}
