import { readFileSync } from 'node:fs';

/** The packages to publish. Each one comes after the packages that it needs. */
const NAMES = ['protocol', 'client', 'server', 'sandbox', 'release', 'sandbox-mcp'];

/** The packages to publish, each with its folder. @throws if they do not have one version */
export function packagesToPublish() {
  const packages = NAMES.map((name) => {
    const folder = `packages/${name}`;
    const { name: fullName, version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    return { name: fullName, version, folder };
  });
  const versions = [...new Set(packages.map(({ version }) => version))];
  if (versions.length > 1)
    throw new Error(
      `Failed to release: the packages have ${versions.length} versions (${versions.join(', ')}). Run "npm run release:version".`,
    );
  return packages;
}
