import type { LocalizedText } from '@ait-iap/protocol';

/** The facts about a bundle, all read from its file. */
export interface BundleFacts {
  /** The hash of the whole file, in hex: its key in the bundle store. */
  readonly sha256: string;
  /** The name of the mini-app. */
  readonly appName: string;
  /** A UUID from the build. */
  readonly deploymentId: string;
  /** `ait` is what the official tools write today, `zip` the older form with an `app.json`. */
  readonly form: 'ait' | 'zip';
  /** Only web pages can be opened in a browser. */
  readonly platform: 'web' | 'react-native';
  /** Size of the file. */
  readonly packedBytes: number;
  /** The unpacked size of its files, in bytes, which the platform limits. */
  readonly unpackedBytes: number;
  /** The part of it without the React Native shell and its source maps, which the official build adds, in bytes. */
  readonly ownBytes: number;
  /** How many files the bundle contains. */
  readonly files: number;
  /** The version of `@apps-in-toss/web-framework` or a similar package, if the build wrote it. */
  readonly sdkVersion?: string;
}

/**
 * The states of a version on its way to the users. `BUILDING`, `PREPARE` and `BUILD_FAILED` are words of the platform
 * (*observed* in the official command line 2.10.8). Its names of the other states are not public.
 */
export const VERSION_STATES = [
  ...(['UPLOADING', 'BUILDING', 'PREPARE', 'BUILD_FAILED', 'UPLOADED'] as const),
  ...(['IN_REVIEW', 'WITHDRAWN', 'REJECTED', 'APPROVED', 'RELEASED'] as const),
] as const;

/** One of {@link VERSION_STATES}. */
export type VersionState = (typeof VERSION_STATES)[number];

/** The steps of a version. */
export const VERSION_STEPS = [
  ...(['upload-started', 'uploaded', 'prepared', 'ready', 'build-failed', 'tested'] as const),
  ...(['review-requested', 'withdrawn', 'rejected', 'approved', 'released'] as const),
] as const;

/** One of {@link VERSION_STEPS}. */
export type VersionStep = (typeof VERSION_STEPS)[number];

/** One step of a version, with its actor and time. */
export interface VersionMoment {
  /** What happened. */
  readonly step: VersionStep;
  /** Epoch milliseconds of the sandbox clock. */
  readonly at: number;
  /** Who took it: a person, a deploy key, or the sandbox itself. */
  readonly by: string;
  /** Why, for a rejection. */
  readonly reason?: string;
}

/** A version of the mini-app: a bundle (.ait) on its way to the users. */
export interface MiniAppVersion {
  /** `1.0.0`, counted by the sandbox, because a bundle has no version number. */
  readonly version: string;
  /** The id of the bundle. */
  readonly deploymentId: string;
  /** How far it is. */
  readonly state: VersionState;
  /** The memo of the upload, such as from `ait deploy --memo`. */
  readonly memo?: string;
  /** Absent until the file was uploaded. */
  readonly bundle?: BundleFacts;
  /** Why the platform does not accept the bundle. Usually empty. */
  readonly problems: readonly LocalizedText[];
  /** Whether it was opened. */
  readonly tested: boolean;
  /** Why the review rejected it. */
  readonly reason?: string;
  /** When the review ends at the latest, in milliseconds since 1970 on the sandbox's clock, like the time below. */
  readonly reviewUntil?: number;
  /** When it was first released. It stays even if another version is released later. */
  readonly releasedAt?: number;
  /** All its steps, the oldest first. */
  readonly history: readonly VersionMoment[];
}

/** The version that every user gets the next time the mini-app is opened. */
export interface LiveVersion {
  /** The number of the version. */
  readonly version: string;
  /** Epoch milliseconds of the sandbox clock. */
  readonly since: number;
  /** Who released it. */
  readonly by: string;
}

/** The event of a step in the log. */
export interface VersionChange {
  /** The number of the version. */
  readonly version: string;
  /** What happened. */
  readonly step: VersionStep;
  /** Who took the step. */
  readonly by: string;
  /** When the next step happens by itself, in epoch milliseconds. Absent: it does not. */
  readonly next?: number;
  /** Why, for a rejection. */
  readonly reason?: string;
  /** With `upload-started`. */
  readonly deploymentId?: string;
  /** With `upload-started`: a note for people. */
  readonly memo?: string;
  /** With `uploaded`. */
  readonly bundle?: BundleFacts;
  /** With `uploaded`: why the platform does not accept the bundle. */
  readonly problems?: readonly LocalizedText[];
}
