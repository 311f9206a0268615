import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { Order } from '../api/order.js';
import { useWireEvents } from '../live/use-live.js';
import type { WireEvent } from '../live/wire-event.js';
import { type Story, storyOf } from './story.js';

/** The newest purchases, with their live messages. `undefined` before the first answer. */
export function useStories(limit: number): readonly Story[] | undefined {
  const { data } = useQuery(read<{ orders: readonly Order[] }>(`/orders${query({ limit })}`));
  const events = useWireEvents();
  const kept = useRef(new Map<string, { order: Order; heard: number; story: Story }>());
  return useMemo(() => {
    if (data === undefined) return undefined;
    const byOrder = groupByOrder(events);
    return data.orders.map((order) => {
      const heard = byOrder.get(order.orderId) ?? [];
      const before = kept.current.get(order.orderId);
      // A row without news is not rendered again.
      if (before !== undefined && before.heard === heard.length && isSame(before.order, order))
        return before.story;
      const story = storyOf(order, heard);
      kept.current.set(order.orderId, { order, heard: heard.length, story });
      return story;
    });
  }, [data, events]);
}

function isSame(one: Order, other: Order): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Calls without an order belong to the order that they opened. */
function groupByOrder(events: readonly WireEvent[]): ReadonlyMap<string, readonly WireEvent[]> {
  const calls = new Map(
    events.flatMap((event) => (event.type === 'bridge.called' ? [[event.seq, event]] : [])),
  );
  const groups = new Map<string, WireEvent[]>();
  for (const event of events) {
    if (event.orderId === undefined) continue;
    const group = groups.get(event.orderId) ?? [];
    const call = event.type === 'purchase.opened' ? calls.get(event.call as number) : undefined;
    if (call !== undefined) group.push(call as WireEvent);
    group.push(event);
    groups.set(event.orderId, group);
  }
  return groups;
}
