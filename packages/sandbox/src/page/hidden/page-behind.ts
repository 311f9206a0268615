import { type FrameWindow, gateFrames } from './frame-gate.js';
import { followPlayers, type PlayerWindow } from './players.js';
import { gateTimers, type TimerWindow } from './timer-gate.js';
import { createVisibility } from './visibility.js';

/** A page that is hidden as on a phone, or one that notices nothing. */
export const PAGES_WHILE_PAYING = ['hidden', 'visible'] as const;

/** One of {@link PAGES_WHILE_PAYING}. */
export type PageWhilePaying = (typeof PAGES_WHILE_PAYING)[number];

/** The page behind what the Toss app shows. */
export interface PageBehind {
  /**
   * The Toss app covers the page: it is hidden, gets no animation frames, and its timers wait for full seconds.
   * @returns what brings it back; the last one of several does
   */
  hide(): () => void;
  /** The page has ended with its app: nothing of its timers is done any more. */
  end(): void;
  /** Whether the page plays music or a video, as far as it is followed. */
  playing(): boolean;
  /** Does something again and again, however hidden the page is; returns what ends it. */
  every(ms: number, act: () => void): () => void;
  /** The browser's own. */
  later(act: () => void, ms: number): void;
}

/** The parts of a window that a hidden page loses. */
export type HiddenWindow = TimerWindow & FrameWindow & PlayerWindow;

/** What becomes of a page. To be made before a script of the page has run. */
export function pageBehind(window: HiddenWindow, choice: PageWhilePaying): PageBehind {
  return choice === 'hidden' ? hiddenPage(window) : untouchedPage(window);
}

function hiddenPage(window: HiddenWindow): PageBehind {
  const timers = gateTimers(window);
  const frames = gateFrames(window);
  const visibility = createVisibility(window.document);
  const players = followPlayers(window);
  let covers = 0;
  let ended = false;

  const uncover = () => {
    covers -= 1;
    if (covers > 0 || ended) return;
    timers.release();
    frames.release();
    visibility.show();
  };
  return {
    hide() {
      covers += 1;
      if (covers === 1 && !ended) {
        timers.hold(false);
        frames.hold();
        visibility.hide();
      }
      let over = false;
      return () => {
        if (!over) uncover();
        over = true;
      };
    },
    end() {
      ended = true;
      timers.hold(true);
      frames.hold();
    },
    playing: players.playing,
    ...nativeTimes(timers.native),
  };
}

function untouchedPage(window: TimerWindow): PageBehind {
  return { hide: () => () => {}, end() {}, playing: () => false, ...nativeTimes(window) };
}

function nativeTimes(
  timers: Pick<TimerWindow, 'setTimeout' | 'setInterval' | 'clearInterval'>,
): Pick<PageBehind, 'every' | 'later'> {
  return {
    every(ms, act) {
      const id = timers.setInterval(act, ms);
      return () => timers.clearInterval(id);
    },
    later: (act, ms) => void timers.setTimeout(act, ms),
  };
}
