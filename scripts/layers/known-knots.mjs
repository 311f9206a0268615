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
];
