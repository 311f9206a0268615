import type { FuzzTarget } from './target.js';
import { clientTargets } from './targets/client.js';
import { clientFlowTarget } from './targets/client-flow.js';
import { protocolTargets } from './targets/protocol.js';
import { sandboxTargets } from './targets/sandbox.js';
import { serverTargets } from './targets/server.js';
import { serverFlowTarget } from './targets/server-flow.js';

/** Every parser, and every door through which text from outside comes in. */
export async function allTargets(): Promise<readonly FuzzTarget[]> {
  return [
    ...protocolTargets,
    ...clientTargets,
    clientFlowTarget,
    ...(await serverTargets()),
    await serverFlowTarget(),
    ...sandboxTargets(),
  ];
}
