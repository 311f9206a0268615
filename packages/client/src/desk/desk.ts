import type { IapBridge } from '@ait-iap/protocol';
import type { HostSession } from '../bridge/host-session.js';
import type { DeskState } from './desk-state.js';
import { durableText } from './durable-text.js';
import { type Holds, holds } from './holds.js';
import { notebook } from './notebook.js';
import { lockFrom, type ProductLock } from './product-lock.js';
import { type ProductNotes, productNotes } from './product-notes.js';

/**
 * The one place that decides whether a product may be touched now: it alone knows who works on a product, in this page
 * and in other tabs, and what was written down about earlier orders. Purchases and recoveries ask it and tell it.
 */
export interface Desk extends Holds, ProductNotes {}

const KEY = 'ait-iap.open-orders';

const states = new WeakMap<IapBridge, DeskState>();

/** The desk of a bridge: two clients and the drop-in functions over one bridge never open the same order twice. */
export function deskOf(session: HostSession): Desk {
  const state = stateOf(session);
  return { ...holds(session, state), ...productNotes(session, state) };
}

/** Whether a product is locked; `undefined` if it is not. */
export function lockOf(session: HostSession, sku: string): Promise<ProductLock | undefined> {
  return lockFrom(session, stateOf(session), sku);
}

function stateOf(session: HostSession): DeskState {
  let state = states.get(session.bridge);
  if (!state) {
    const book = notebook(durableText(session, KEY));
    state = { book, purchases: new Map(), recoveries: new Map(), turns: new Map(), silent: new Map() };
    states.set(session.bridge, state);
  }
  return state;
}
