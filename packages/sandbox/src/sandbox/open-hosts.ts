import { createHost, type HostContext } from '../host/create-host.js';
import type { Host, HostOptions } from '../host/host.js';

/** The running Toss apps of one world. */
export interface OpenHosts {
  open(options: HostOptions): Host;
  closeAll(): void;
}

/** Starts empty. A closed host is removed. */
export function openHosts(context: HostContext): OpenHosts {
  const hosts = new Set<Host>();
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
