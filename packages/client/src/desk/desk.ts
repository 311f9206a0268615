import type { IapBridge } from '@ait-iap/protocol';
import type { HostSession } from '../session/host-session.js';
import { durableText } from './durable-text.js';
import { type HoldState, type Holds, holds } from './holds.js';
import { type Notebook, notebook } from './notebook.js';
import { type ProductNotes, productNotes } from './product-notes.js';

/**
 * The one place that decides whether a product may be touched now: it alone knows who works on a product, in this page
 * and in other tabs, and what was written down about earlier orders. Purchases and recoveries ask it and tell it.
 */
export interface Desk extends Holds, ProductNotes {}

interface DeskState extends HoldState {
  readonly book: Notebook;
}

const KEY = 'ait-iap.open-orders';

const states = new WeakMap<IapBridge, DeskState>();

/** The desk of a bridge: two clients and the drop-in functions over one bridge never open the same order twice. */
export function deskOf(session: HostSession): Desk {
  let state = states.get(session.bridge);
  if (!state) {
    const book = notebook(durableText(session, KEY));
    state = { book, purchases: new Map(), recoveries: new Map(), turns: new Map(), silent: new Map() };
    states.set(session.bridge, state);
  }
  return { ...holds(session, state), ...productNotes(session, state.book, state) };
}
