import { OFFICIAL_MODULES } from './official-sdk-line.js';

/** The module in front of an official one. */
const PREFIX = '\0ait-iap-stand-in:';

/** What stands in for the official SDK. */
export const STAND_IN = '@ait-iap/sandbox/official-sdk';

/** Namespaces of which only some members are the sandbox's. */
const NAMESPACES = ['IAP', 'Environment', 'Device', 'User', 'Storage', 'TossAuth'];

const FUNCTIONS = [
  'getOperationalEnvironment',
  'getPlatformOS',
  'getTossAppVersion',
  'getDeviceId',
  'getAnonymousKey',
  'appLogin',
];

/** The id of the module that an import of an official one becomes; the stand-in itself reaches the real one. */
export function standInId(source: string, importer: string | undefined): string | undefined {
  if (!OFFICIAL_MODULES.includes(source) || importer?.startsWith(PREFIX)) return undefined;
  return PREFIX + source;
}

/** Whether an import comes from such a module. */
export function isStandIn(id: string | undefined): boolean {
  return id?.startsWith(PREFIX) === true;
}

/**
 * The code of such a module: everything that the official one exports, and in front of it what the sandbox stands in for.
 * A line that brings ten things from the official module keeps all ten. Without the official module, the sandbox alone.
 */
export function standInCode(id: string, isOfficialInstalled: boolean): string {
  const source = JSON.stringify(id.slice(PREFIX.length));
  const official = isOfficialInstalled
    ? `import * as official from ${source};\nexport * from ${source};`
    : 'const official = {};';
  return [
    `import * as sandbox from ${JSON.stringify(STAND_IN)};`,
    official,
    ...NAMESPACES.map(
      (name) => `export const ${name} = sandbox.overlay(official['${name}'], sandbox.${name});`,
    ),
    ...FUNCTIONS.map((name) => `export const ${name} = sandbox.${name};`),
  ].join('\n');
}
