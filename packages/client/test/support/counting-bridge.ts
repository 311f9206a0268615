import type { IapBridge } from '@ait-iap/protocol';

/** A code that the sandbox can play; the app of these stories has a word for it that came later than the client. */
export const PLAYED_AS_NEW_CODE = 'KOREAN_ACCOUNT_ONLY';

function inNewWords(error: unknown): unknown {
  const { code } = Object(error) as { code?: unknown };
  return code === PLAYED_AS_NEW_CODE
    ? Object.assign(new Error('something new'), { code: 'SOMETHING_NEW' })
    : error;
}

/** A bridge that counts who still listens, and how many order sheets were opened. */
export function countingBridge(bridge: IapBridge) {
  const counts = { listeners: 0, opened: 0 };
  const counting: IapBridge = {
    call: (functionName, args) => bridge.call(functionName, args),
    constant: (name) => bridge.constant(name),
    listen(functionName, options, listener) {
      const stop = bridge.listen(functionName, options, {
        onEvent: (event) => listener.onEvent(event),
        onError: (error) => listener.onError(inNewWords(error)),
      });
      counts.listeners++;
      counts.opened++;
      let listening = true;
      return () => {
        if (listening) counts.listeners--;
        listening = false;
        stop();
      };
    },
  };
  return { bridge: counting, counts };
}
