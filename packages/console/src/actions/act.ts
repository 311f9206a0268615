import type { Call } from '../api/call.js';
import { readAgain } from '../api/client.js';
import { CallError, send } from '../api/send.js';
import type { WorldInfo } from '../api/world.js';
import { m } from '../paraglide/messages.js';
import { say } from './say.js';

/** An action of a button. */
export interface Deed {
  /** On the button. */
  readonly label: string;
  readonly call: Call;
  /** The message after success. */
  readonly done: string;
}

/** Runs the action, shows a message, and offers to undo it. @returns the answer, or `undefined` if it was refused */
export async function act<Answer>({ call, done }: Pick<Deed, 'call' | 'done'>): Promise<Answer | undefined> {
  try {
    const { events } = await send<WorldInfo>({ method: 'GET', path: '' });
    const answer = await send<Answer>(call);
    readAgain();
    say(done, 'done', { call, before: events });
    return answer ?? ({} as Answer);
  } catch (error) {
    say(error instanceof CallError ? error.message : m.not_reached(), 'error', { call });
    return undefined;
  }
}
