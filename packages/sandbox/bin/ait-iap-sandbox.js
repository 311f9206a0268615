#!/usr/bin/env node
// Written for any Node: an old one is told in a sentence what it lacks, before anything that it cannot load is loaded.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `ait-iap-sandbox needs Node 22.18 or newer; this is ${process.versions.node}. ` +
      `(Node 22.18 이상이 필요해요. 지금 버전: ${process.versions.node})`,
  );
  process.exitCode = 1;
} else {
  const { emitWarning } = process;
  // Node 22 calls its SQLite experimental; nobody who starts a sandbox can do anything about it.
  process.emitWarning = (warning, ...rest) => {
    if (!String(warning).startsWith('SQLite is an experimental feature')) emitWarning(warning, ...rest);
  };
  await import('../dist/cli.js');
}
