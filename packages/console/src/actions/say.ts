import { Toast } from '@base-ui/react/toast';
import type { Call } from '../api/call.js';

/** The button of a toast. */
export interface Offers {
  readonly call: Call;
  /** The sequence number of the log before the action. */
  readonly before?: number;
}

/** Holds the sentences that are shown now. */
export const toastManager = Toast.createToastManager<Offers>();

/** Shows a message about an action. */
export function say(sentence: string, kind: 'done' | 'error', offers?: Offers): void {
  toastManager.add({
    title: sentence,
    type: kind,
    timeout: kind === 'error' ? 12_000 : 7_000,
    ...(offers && { data: offers }),
  });
}
