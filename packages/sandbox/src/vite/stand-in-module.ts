import { OFFICIAL_MODULES } from './official-sdk-line.js';

/** The module that is put before an official one. */
const PREFIX = '\0ait-iap-stand-in:';

/** The stand-in for the official SDK. */
export const STAND_IN = '@ait-iap/sandbox/official-sdk';

/** Namespaces in which only some members come from the sandbox. */
const NAMESPACES = ['IAP', 'Environment', 'Device', 'User', 'Storage', 'TossAuth'];

const FUNCTIONS = [
  'getOperationalEnvironment',
  'getPlatformOS',
  'getTossAppVersion',
  'getDeviceId',
  'getAnonymousKey',
  'appLogin',
];

/** The id of the module that replaces an import of an official one. The stand-in itself imports the real one. */
export function standInId(source: string, importer: string | undefined): string | undefined {
  if (!OFFICIAL_MODULES.includes(source) || importer?.startsWith(PREFIX)) return undefined;
  return PREFIX + source;
}

/** Whether such a module is the importer. */
export function isStandIn(id: string | undefined): boolean {
  return id?.startsWith(PREFIX) === true;
}

/**
 * The code of such a module: everything that the official one exports, with the sandbox's replacements. So a line that
 * imports ten names from the official module still gets all ten. Without the official module, only the sandbox's parts.
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
