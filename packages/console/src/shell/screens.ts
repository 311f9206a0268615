import type { IconName } from '../design/icons.js';
import { m } from '../paraglide/messages.js';

/** A screen of the navigation. */
export interface Screen {
  readonly path: string;
  readonly icon: IconName;
  readonly name: () => string;
}

/** The groups of the navigation: live purchases, the platform's console, and tools of the sandbox. */
export const SECTIONS: ReadonlyArray<{ readonly name?: () => string; readonly screens: readonly Screen[] }> =
  [
    { screens: [{ path: '/', icon: 'live', name: m.timeline }] },
    {
      name: m.section_console,
      screens: [
        { path: '/revenue', icon: 'bars', name: m.revenue },
        { path: '/products', icon: 'box', name: m.products },
        { path: '/payments', icon: 'card', name: m.payments },
        { path: '/refunds', icon: 'back', name: m.refunds },
        { path: '/account', icon: 'paper', name: m.account },
        { path: '/releases', icon: 'rocket', name: m.releases },
        { path: '/place', icon: 'till', name: m.place },
      ],
    },
    {
      name: m.section_sandbox,
      screens: [
        { path: '/phone', icon: 'phone', name: m.phone },
        { path: '/faults', icon: 'bolt', name: m.faults },
        { path: '/clock', icon: 'clock', name: m.clock },
        { path: '/webhooks', icon: 'hook', name: m.webhooks },
        { path: '/log', icon: 'list', name: m.log },
        { path: '/settings', icon: 'gear', name: m.settings },
      ],
    },
  ];
