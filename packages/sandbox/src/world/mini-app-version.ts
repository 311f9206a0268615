import type { LocalizedText } from '@ait-iap/protocol';

/** What stands in the file of a bundle. Every figure is counted there; nobody types one. */
export interface BundleFacts {
  /** Of the whole file, in hex: the name of its bytes in the bundle store. */
  readonly sha256: string;
  readonly appName: string;
  /** Given by the build, a UUID. */
  readonly deploymentId: string;
  /** `ait` is what the official tools write today, `zip` the older form with an `app.json`. */
  readonly form: 'ait' | 'zip';
  /** Only pages can be opened in a browser. */
  readonly platform: 'web' | 'react-native';
  /** Size of the file. */
  readonly packedBytes: number;
  /** What its files need, unpacked: the platform limits this. */
  readonly unpackedBytes: number;
  /** The part of it that is not the React Native shell and its source maps, which the official build adds. */
  readonly ownBytes: number;
  readonly files: number;
  /** Of `@apps-in-toss/web-framework` and the like, where the build wrote it down. */
  readonly sdkVersion?: string;
}

/**
 * Where a version is on its way to the users. `BUILDING`, `PREPARE` and `BUILD_FAILED` are words of the platform (*observed* in the
 * official command line 2.10.8); how it calls the others is public nowhere.
 */
export const VERSION_STATES = [
  ...(['UPLOADING', 'BUILDING', 'PREPARE', 'BUILD_FAILED', 'UPLOADED'] as const),
  ...(['IN_REVIEW', 'WITHDRAWN', 'REJECTED', 'APPROVED', 'RELEASED'] as const),
] as const;

/** One of {@link VERSION_STATES}. */
export type VersionState = (typeof VERSION_STATES)[number];

/** What happened to a version. */
export const VERSION_STEPS = [
  ...(['upload-started', 'uploaded', 'prepared', 'ready', 'build-failed', 'tested'] as const),
  ...(['review-requested', 'withdrawn', 'rejected', 'approved', 'released'] as const),
] as const;

/** One of {@link VERSION_STEPS}. */
export type VersionStep = (typeof VERSION_STEPS)[number];

/** One step of a version, with who took it and when. */
export interface VersionMoment {
  readonly step: VersionStep;
  /** Epoch milliseconds of the sandbox clock. */
  readonly at: number;
  /** A person, a deploy key, or the sandbox itself. */
  readonly by: string;
  readonly reason?: string;
}

/** A bundle (.ait) on its way to the users. */
export interface MiniAppVersion {
  /** `1.0.0`, counted by the sandbox: a bundle has no number of its own. */
  readonly version: string;
  readonly deploymentId: string;
  readonly state: VersionState;
  /** What the upload was told of it, such as `ait deploy --memo`. */
  readonly memo?: string;
  /** Absent until the file is there. */
  readonly bundle?: BundleFacts;
  /** Why the platform cannot take the bundle; empty for most. */
  readonly problems: readonly LocalizedText[];
  /** Somebody has opened it. */
  readonly tested: boolean;
  /** Why the review said no. */
  readonly reason?: string;
  /** The review ends at the latest then. */
  readonly reviewUntil?: number;
  /** The first release; it stays where another version was released later. */
  readonly releasedAt?: number;
  /** Everything that happened to it, the oldest first. */
  readonly history: readonly VersionMoment[];
}

/** The version that every user gets when the mini-app is opened next. */
export interface LiveVersion {
  readonly version: string;
  /** Epoch milliseconds of the sandbox clock. */
  readonly since: number;
  readonly by: string;
}

/** What the log says of a step. */
export interface VersionChange {
  readonly version: string;
  readonly step: VersionStep;
  readonly by: string;
  /** When the next step comes by itself, epoch milliseconds. Absent: it does not. */
  readonly next?: number;
  readonly reason?: string;
  /** With `upload-started`. */
  readonly deploymentId?: string;
  readonly memo?: string;
  /** With `uploaded`. */
  readonly bundle?: BundleFacts;
  readonly problems?: readonly LocalizedText[];
}
