import type { PlaceTrack, TerminalKind } from '../api/place.js';
import { m } from '../paraglide/messages.js';

/** A kind of terminal, or of plugin. */
export const kindText = (kind: TerminalKind): string => (kind === 'FRONT' ? m.place_front() : 'POS');

/** A track. */
export const trackText = (track: PlaceTrack): string =>
  track === 'live' ? m.place_track_live() : m.place_track_development();
