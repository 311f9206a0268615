#!/usr/bin/env node
// Written for any Node: an old one is told in a sentence what it lacks, before anything that it cannot load is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `ait-iap-server needs Node 22.18 or newer; this is ${process.versions.node}. ` +
      `(Node 22.18 이상이 필요해요. 지금 버전: ${process.versions.node})`,
  );
  process.exitCode = 1;
} else {
  await import('../dist/cli.js');
}
