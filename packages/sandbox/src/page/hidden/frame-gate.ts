import { reportingThrows } from './timer-gate.js';

/** The animation frames of a window. */
export interface FrameWindow {
  requestAnimationFrame(callback: FrameRequestCallback): number;
  cancelAnimationFrame(id: number): void;
  reportError(error: unknown): void;
}

/** Gives a page its animation frames, or none. */
export interface FrameGate {
  hold(): void;
  /** What waits is done in the next frame. */
  release(): void;
}

/** Takes the place of the animation frames of a window, before a page can have kept the function. */
export function gateFrames(window: FrameWindow): FrameGate {
  const request = window.requestAnimationFrame.bind(window);
  const cancel = window.cancelAnimationFrame.bind(window);
  const waiting = new Map<number, FrameRequestCallback>();
  let held = false;

  window.requestAnimationFrame = (callback) => {
    if (typeof callback !== 'function') return request(callback);
    const id = request((time) => void (held ? waiting.set(id, callback) : callback(time)));
    return id;
  };
  window.cancelAnimationFrame = (id) => {
    waiting.delete(Number(id));
    cancel(id);
  };
  return {
    hold() {
      held = true;
    },
    release() {
      held = false;
      request((time) => {
        for (const [id, callback] of [...waiting]) {
          if (waiting.delete(id)) reportingThrows(window, () => callback(time));
        }
      });
    },
  };
}
