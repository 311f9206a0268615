import type { MiniAppVersion } from '../api/version.js';
import { Badge } from '../design/badge.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { stateWordOf } from './release-words.js';

/** The state of a version, and the latest end of its review. */
export function StateOfVersion({ version }: { readonly version: MiniAppVersion }) {
  const { state, live, reviewUntil, tested } = version;
  const [text, tone] = stateWordOf(state);
  return (
    <span className="row wrap">
      {live ? (
        <Badge tone="good">{m.release_live_now()}</Badge>
      ) : (
        <Badge tone={live ? 'good' : tone}>{text}</Badge>
      )}
      {state === 'UPLOADED' && (
        <Badge tone={tested ? 'good' : 'quiet'}>
          {tested ? m.release_is_tested() : m.release_not_tested()}
        </Badge>
      )}
      {reviewUntil !== undefined && (
        <span className="quiet">{m.release_until({ time: dayAndTime(reviewUntil) })}</span>
      )}
    </span>
  );
}
