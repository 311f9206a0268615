import { GET_ORDER_STATUS_PATH, USER_KEY_HEADER } from '@ait-iap/protocol';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { KillSwitch } from './kill-switch.js';
import type { AskedStatus, ExploredWorld } from './partner.js';

/** An origin that can never be a real server. */
const ORIGIN = 'https://sandbox.invalid';

/** The world behind the kill points of one process. */
export function exploredWorld(sandbox: Sandbox, life: KillSwitch): ExploredWorld {
  const fetch = async (request: Request) => {
    await life.stepInHandler('verify');
    const response = await sandbox.partnerApi(request);
    await life.stepInHandler('verified');
    return response;
  };
  return {
    fetch,
    async status({ orderId, userKey }) {
      const response = await fetch(
        new Request(ORIGIN + GET_ORDER_STATUS_PATH, {
          method: 'POST',
          headers: { 'content-type': 'application/json', [USER_KEY_HEADER]: userKey },
          body: JSON.stringify({ orderId }),
        }),
      );
      const { success } = (await response.json()) as { success?: AskedStatus };
      if (success === undefined) throw new Error('The partner API answered without success.');
      return success;
    },
    async commit(write) {
      await life.stepInHandler('commit');
      const result = await write();
      await life.stepInHandler('committed');
      return result;
    },
    step: (name) => life.stepInHandler(name),
  };
}
