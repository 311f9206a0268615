import { createHost, type HostContext } from '../host/create-host.js';
import type { Host, HostOptions } from '../host/host.js';

/** The running Toss apps of one world. */
export interface OpenHosts {
  open(options: HostOptions): Host;
  closeAll(): void;
}

/** Starts empty. A closed host is removed. */
export function openHosts(parts: Omit<HostContext, 'replacements'>): OpenHosts {
  const hosts = new Set<Host>();
  let replaced = 0;
  parts.world.onReplaced(() => {
    replaced += 1;
  });
  const context: HostContext = { ...parts, replacements: () => replaced };
  return {
    open(options) {
      const host = createHost(context, options);
      const close = () => {
        hosts.delete(host);
        host.close();
      };
      hosts.add(host);
      return { ...host, close };
    },
    closeAll() {
      for (const host of hosts) host.close();
      hosts.clear();
    },
  };
}
