import type { IapBridge } from '@ait-iap/protocol';

/** A bridge that counts who still listens, and how many order sheets were opened. */
export function countingBridge(bridge: IapBridge) {
  const counts = { listeners: 0, opened: 0 };
  const counting: IapBridge = {
    call: (functionName, args) => bridge.call(functionName, args),
    constant: (name) => bridge.constant(name),
    listen(functionName, options, listener) {
      const stop = bridge.listen(functionName, options, listener);
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
