import type { AbortSignalLike } from '@ait-iap/protocol';
import type { SandboxClock } from './sandbox-clock.js';

/** Waits on a sandbox clock. Zero or less resolves at once. An abort rejects with the signal's reason. */
export function sleepOn(
  clock: Pick<SandboxClock, 'now' | 'at'>,
  milliseconds: number,
  signal?: AbortSignalLike,
) {
  return new Promise<void>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    if (milliseconds <= 0) return resolve();
    const cancel = clock.at(clock.now() + milliseconds, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    const abort = () => {
      cancel();
      signal?.removeEventListener('abort', abort);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
  });
}
