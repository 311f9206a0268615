import { type FrameWindow, gateFrames } from './frame-gate.js';
import { followPlayers, type PlayerWindow } from './players.js';
import { gateTimers, type TimerWindow } from './timer-gate.js';
import { createVisibility } from './visibility.js';

/** Whether the page is hidden as on a phone, or does not notice anything. */
export const PAGES_WHILE_PAYING = ['hidden', 'visible'] as const;

/** One of {@link PAGES_WHILE_PAYING}. */
export type PageWhilePaying = (typeof PAGES_WHILE_PAYING)[number];

/** The page behind the screens of the Toss app. */
export interface PageBehind {
  /**
   * The Toss app covers the page: it is hidden, gets no animation frames, and its timers wait for full seconds.
   * @returns a function that shows the page again; with several covers, the last one does
   */
  hide(): () => void;
  /** The page has ended with its app. Its timers never fire again. */
  end(): void;
  /** Whether the page plays music or a video, as far as the sandbox can see. */
  playing(): boolean;
  /** Runs a function repeatedly, even while the page is hidden. Returns a function that stops it. */
  every(ms: number, act: () => void): () => void;
  /** The original functions of the browser. */
  later(act: () => void, ms: number): void;
}

/** The functions of a window that stop working in a hidden page. */
export type HiddenWindow = TimerWindow & FrameWindow & PlayerWindow;

/** Controls the page behind the screens. Create it before any script of the page has run. */
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
        timers.holdBack(false);
        frames.holdBack();
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
      timers.holdBack(true);
      frames.holdBack();
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
