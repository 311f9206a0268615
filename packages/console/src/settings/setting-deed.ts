import type { Deed } from '../actions/act.js';
import type { WorldSettings } from '../api/world.js';
import { m } from '../paraglide/messages.js';

/** Changes one setting. */
export const settingDeed = (name: keyof WorldSettings, value: unknown): Deed => ({
  label: m.save(),
  call: { method: 'PUT', path: '/settings', body: { [name]: value } },
  done: m.setting_changed(),
});
