import { expect, test } from 'vitest';
import { brokenWall } from './walls.mjs';

test.each([
  ['packages/client/src/a.ts', 'packages/server', 'client may not import server'],
  ['packages/server/src/a.ts', 'packages/sandbox/src/world/world.ts', 'server may not import sandbox'],
  ['packages/sandbox/src/a.ts', 'packages/client', 'sandbox may not import client'],
  ['packages/protocol/src/a.ts', 'packages/client', 'protocol may not import client'],
  ['packages/console/src/a.tsx', 'packages/sandbox', 'console may not import sandbox'],
  ['packages/sandbox/src/a.ts', 'packages/sandbox-mcp', 'sandbox may not import sandbox-mcp'],
  ['packages/newcomer/src/a.ts', 'packages/protocol', 'has no line'],
  ['packages/client/src/a.ts', 'packages/client/test/support/double.ts', 'does not import its tests'],
  ['packages/client/src/a.ts', 'packages/client/src/b/b.test.ts', 'does not import its tests'],
  ['packages/client/src/a.ts', 'scripts/run.mjs', 'no file outside'],
  ['packages/client/src/a.test.ts', 'examples/mini-app/src/app.tsx', 'nothing imports an example'],
  ['bench/grant.mjs', 'examples/partner-backend/src/backend.ts', 'nothing imports an example'],
  ['examples/mini-app/src/app.tsx', 'examples/partner-backend/src/backend.ts', 'nothing imports an example'],
])('%s does not import %s', (from, to, wall) => {
  expect(brokenWall({ from, to })).toContain(wall);
});

test.each([
  ['packages/client/src/a.ts', 'packages/protocol'],
  ['packages/client/src/a.ts', 'packages/client/src/b/b.ts'],
  ['packages/release/src/a.ts', 'packages/sandbox'],
  ['packages/sandbox-mcp/src/a.ts', 'packages/sandbox'],
  ['packages/client/src/a.test.ts', 'packages/sandbox'],
  ['packages/server/test/mounts.test.ts', 'packages/sandbox/src/serve.ts'],
  ['examples/mini-app/src/app.tsx', 'examples/mini-app/src/shop/shop.tsx'],
  ['examples/mini-app/src/app.tsx', 'packages/client'],
  ['test/browser/stage.ts', 'examples/partner-backend/src/backend.ts'],
])('%s may import %s', (from, to) => {
  expect(brokenWall({ from, to })).toBeUndefined();
});
