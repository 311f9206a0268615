import { reportingThrows } from './timer-gate.js';

/** The animation frames of a window. */
export interface FrameWindow {
  requestAnimationFrame(callback: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
  reportError(error: unknown): void;
}

/** Passes animation frames to a page, or holds them back. */
export interface FrameGate {
  holdBack(): void;
  /** Waiting callbacks run in the next frame. */
  release(): void;
}

/** Replaces `requestAnimationFrame` of a window, before a script of the page can keep the original function. */
export function gateFrames(window: FrameWindow): FrameGate {
  const request = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const waiting = new Map<number, FrameRequestCallback>();
  let heldBack = false;

  window.requestAnimationFrame = (callback) => {
    if (typeof callback !== 'function') return request(callback);
    const id = request((time) => void (heldBack ? waiting.set(id, callback) : callback(time)));
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    waiting.delete(Number(id));
    cancel(id);
  };
  return {
    holdBack() {
      heldBack = true;
    },
    release() {
      heldBack = false;
      request((time) => {
        for (const [id, callback] of [...waiting]) {
          if (waiting.delete(id)) reportingThrows(window, () => callback(time));
        }
      });
    },
  };
}
