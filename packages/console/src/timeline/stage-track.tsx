import type { Order } from '../api/order.js';
import { duration } from '../language/format.js';
import { m } from '../paraglide/messages.js';
import { type PurchaseStage, STAGES } from './moment.js';
import { stageText } from './moment-text.js';
import type { Story } from './story.js';

/** The progress of a purchase: a dot for each stage, red where it failed. */
export function StageTrack({ story: { reached, trouble, order } }: { readonly story: Story }) {
  const start = reached.tap ?? order.openedAt;
  const last = STAGES.findLastIndex((stage) => reached[stage] !== undefined);
  return (
    <ol className="track" aria-label={m.stages()}>
      {STAGES.map((stage, index) => {
        const at = reached[stage];
        const state =
          trouble?.stage === stage ? 'bad' : at === undefined ? (index < last ? 'unseen' : 'open') : 'done';
        return (
          <li key={stage} data-state={state}>
            <span className="track-dot" />
            <span className="track-name">{isNo(stage, order) ? 'false' : stageText(stage)}</span>
            <span className="track-time">
              {at !== undefined && at > start ? `+${duration(at - start)}` : '\u00a0'}
            </span>
            <span className="visually-hidden">
              {state === 'bad' ? m.stage_bad() : state === 'done' ? m.stage_done() : m.stage_open()}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The answer was no. A red `true` would be read as the opposite. */
const isNo = (stage: PurchaseStage, { grantWindow, grantedAt }: Order) =>
  stage === 'answered' && grantWindow === 'refused' && grantedAt === undefined;
