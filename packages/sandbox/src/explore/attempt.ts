import type { KillSwitch } from './kill-switch.js';

/** Calls a handler. One that throws has answered nothing, as on a phone; the story says so. */
export async function attempt(life: KillSwitch, name: string, handler: () => unknown): Promise<unknown> {
  try {
    return await handler();
  } catch (error) {
    life.note(`${name} threw: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
