import { readAgain } from '../api/client.js';
import { send } from '../api/send.js';
import { m } from '../paraglide/messages.js';
import { say } from './say.js';

/** Takes the whole world back to a place in its log. Later events are removed. */
export async function undo(event: number): Promise<void> {
  const call = { method: 'POST', path: '/undo', body: { event } } as const;
  try {
    await send(call);
    say(m.undone(), 'done', { call });
  } catch (error) {
    say((error as Error).message, 'error');
  }
  readAgain();
}
