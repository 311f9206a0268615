import type { DurableText } from './durable-text.js';
import { formatNotes, type Note, type Notes, parseNotes } from './note.js';

/** The durable notes: they keep a product locked over a reload until its order is settled. */
export interface Notebook {
  all(): Promise<Notes>;
  /** Writes down what is known about a product; `undefined` when there is nothing to remember any more. */
  put(sku: string, note: Note | undefined): Promise<void>;
  /** The same, made of what is written now. */
  change(sku: string, next: (note: Note | undefined) => Note | undefined): Promise<void>;
}

/**
 * The notes in a durable text. Changes run one after the other, since a change is a read and a write and the native
 * storage takes its time.
 */
export function notebook(text: DurableText): Notebook {
  let last: Promise<unknown> = Promise.resolve();
  const all = async () => new Map((await text.load()).flatMap(parseNotes));
  const change: Notebook['change'] = (sku, next) => {
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
  return { all, change, put: (sku, note) => change(sku, () => note) };
}
