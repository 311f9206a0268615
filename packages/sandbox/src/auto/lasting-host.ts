import type { Host, HostOptions } from '../host/host.js';
import type { Sandbox } from '../sandbox/sandbox.js';

/**
 * A Toss app that restarts with the same options whenever its world is replaced. `reset` and `import` close every app,
 * and a page in sandbox mode has only this one. Open calls end as in an app that was closed.
 */
export function lastingHost(sandbox: Sandbox, options: HostOptions): Host {
  let host = sandbox.bridge(options);
  const stop = sandbox.world.onReplaced(() => {
    host = sandbox.bridge(options);
  });
  return {
    device: host.device,
    call: (functionName, args) => host.call(functionName, args),
    listen: (functionName, listenOptions, listener) => host.listen(functionName, listenOptions, listener),
    constant: (name) => host.constant(name),
    close() {
      stop();
      host.close();
    },
  };
}
