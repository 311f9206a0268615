#!/usr/bin/env node
// Written for any Node: an old one is told in a sentence what it lacks, before anything that it cannot load is loaded.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `ait-iap-release needs Node 24 or newer, as the official reader of bundles does; this is ${process.versions.node}. ` +
      `(Node 24 이상이 필요해요. 지금 버전: ${process.versions.node})`,
  );
  process.exitCode = 2;
} else {
  await import('../dist/cli.js');
}
