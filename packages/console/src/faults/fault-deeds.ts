import type { Deed } from '../actions/act.js';
import type { ArmedFault } from '../api/world.js';
import { m } from '../paraglide/messages.js';

/** Arms a fault. */
export const armDeed = (body: Readonly<Record<string, unknown>>): Deed => ({
  label: m.arm(),
  call: { method: 'POST', path: '/faults', body },
  done: m.deed_armed(),
});

/** Disarms a fault. */
export const disarmDeed = ({ id }: ArmedFault): Deed => ({
  label: m.disarm(),
  call: { method: 'DELETE', path: `/faults/${encodeURIComponent(id)}` },
  done: m.disarmed(),
});

/** Disarms all faults. */
export const clearFaultsDeed = (): Deed => ({
  label: m.disarm_all(),
  call: { method: 'DELETE', path: '/faults' },
  done: m.disarmed(),
});
