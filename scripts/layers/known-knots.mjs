/**
 * Imports that run upward today, and so close a circle of folders: `from` is the folder, `to` the file that stands on the
 * wrong side, `why` what to move. The list only shrinks: a new circle fails the check, and so does a line that no circle needs.
 */
export const KNOWN_KNOTS = [
  {
    from: 'packages/server/src/rate-budget',
    to: 'packages/server/src/partner-api/call-options.ts',
    why: '`Lane` is a word of the rate budget.',
  },
  {
    from: 'packages/server/src/telemetry',
    to: 'packages/server/src/partner-api/call-options.ts',
    why: '`Lane` is a word of the rate budget.',
  },
  {
    from: 'packages/sandbox/src/webhooks-out',
    to: 'packages/sandbox/src/serve/access.ts',
    why: 'Which address is this machine is no matter of serving pages.',
  },
  {
    from: 'packages/sandbox/src/host',
    to: 'packages/sandbox/src/sandbox/activity.ts',
    why: '`Activity` is needed below the sandbox: a folder of its own.',
  },
  {
    from: 'packages/sandbox/src/partner-api',
    to: 'packages/sandbox/src/sandbox/activity.ts',
    why: 'Goes with the line above.',
  },
  {
    from: 'packages/sandbox/src/orders',
    to: 'packages/sandbox/src/host/host-error.ts',
    why: '`HostError` is thrown by the rules below the host: it belongs with them.',
  },
  {
    from: 'packages/sandbox/src/subscriptions',
    to: 'packages/sandbox/src/host/host-error.ts',
    why: 'Goes with the line above.',
  },
  {
    from: 'packages/sandbox/src/products',
    to: 'packages/sandbox/src/host/device.ts',
    why: '`Device` says who looks at the list: it stands below both.',
  },
  {
    from: 'packages/sandbox/src/world',
    to: 'packages/sandbox/src/subscriptions/offer-eligibility.ts',
    why: '`subscribedId` names a record of the world.',
  },
];
