import { Toast } from '@base-ui/react/toast';
import type { Call } from '../api/call.js';

/** What a toast offers besides its sentence. */
export interface Offers {
  readonly call: Call;
  /** The place in the log before it happened. */
  readonly before?: number;
}

/** Holds the sentences that are shown now. */
export const toastManager = Toast.createToastManager<Offers>();

/** Says that something was done, or was not. */
export function say(sentence: string, kind: 'done' | 'error', offers?: Offers): void {
  toastManager.add({
    title: sentence,
    type: kind,
    timeout: kind === 'error' ? 12_000 : 7_000,
    ...(offers && { data: offers }),
  });
}
