import * as z from 'zod/mini';
import {
  type BundleFacts,
  type LiveVersion,
  type MiniAppVersion,
  VERSION_STATES,
  VERSION_STEPS,
  type VersionMoment,
} from '../../../world/mini-app-version.js';
import { instant, named } from './named.js';

const bundleShape: z.ZodMiniType<BundleFacts> = named(
  'Bundle',
  z.looseObject({
    sha256: z.string(),
    appName: z.string(),
    deploymentId: z.string(),
    form: z.enum(['ait', 'zip']),
    platform: z.enum(['web', 'react-native']),
    packedBytes: z.int(),
    unpackedBytes: z.int(),
    ownBytes: z.int(),
    files: z.int(),
    sdkVersion: z.exactOptional(z.string()),
  }),
);

const momentShape: z.ZodMiniType<VersionMoment> = z.looseObject({
  step: z.enum(VERSION_STEPS),
  at: instant,
  by: z.string(),
  reason: z.exactOptional(z.string()),
});

/** Whether a version is live, and its links. */
export interface VersionLinks {
  readonly live: boolean;
  /** The link that the official command line prints. */
  readonly link: string;
  /** The same link on this machine. */
  readonly testUrl: string;
}

/** A version of the mini-app. */
export const versionShape: z.ZodMiniType<MiniAppVersion & VersionLinks> = named(
  'MiniAppVersion',
  z.looseObject({
    version: z.string(),
    deploymentId: z.string(),
    state: z.enum(VERSION_STATES),
    memo: z.exactOptional(z.string()),
    bundle: z.exactOptional(bundleShape),
    problems: z.array(z.looseObject({ ko: z.string(), en: z.string() })),
    tested: z.boolean(),
    reason: z.exactOptional(z.string()),
    reviewUntil: z.exactOptional(instant),
    releasedAt: z.exactOptional(instant),
    history: z.array(momentShape),
    live: z.boolean(),
    link: z.string(),
    testUrl: z.string(),
  }),
);

const liveShape: z.ZodMiniType<LiveVersion & { readonly url: string }> = named(
  'LiveVersion',
  z.looseObject({ version: z.string(), since: instant, by: z.string(), url: z.string() }),
);

/** All versions, and the live one. */
export const versionsShape = z.looseObject({
  versions: z.array(versionShape),
  live: z.exactOptional(liveShape),
});

const deployKey = { name: z.string(), issuedAt: instant };

/** The keys for the official command line, without their text. */
export const deployKeysShape = z.looseObject({ keys: z.array(z.looseObject(deployKey)) });

/** A new key, with its text. */
export const issuedKeyShape = z.looseObject({ ...deployKey, key: z.string() });
