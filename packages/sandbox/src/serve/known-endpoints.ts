import { memoryBundles } from '../bundles/bundle-store.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { WebhookSender } from '../webhooks-out/webhook-sender.js';
import { controlEndpoints } from './control-api/control-endpoints.js';
import type { Endpoint } from './control-api/endpoint.js';
import { NamedWorlds } from './named-worlds.js';
import { ReleaseDesk } from './release-desk/release-desk.js';

let known: ReadonlyMap<string, Endpoint> | undefined;

/** The endpoints of this version, by method and path. Only their descriptions are used; they never run. */
export function knownEndpoints(): ReadonlyMap<string, Endpoint> {
  if (known === undefined) {
    const sandbox = createSandbox();
    const worlds = new NamedWorlds(sandbox, () => Promise.reject(new Error('It is never opened.')));
    const webhooks = new WebhookSender(sandbox);
    const releaseDesk = new ReleaseDesk(sandbox.world, memoryBundles());
    const endpoints = controlEndpoints({ sandbox, webhooks, releaseDesk, worlds, version: '' });
    known = new Map(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint]));
  }
  return known;
}
