/** The states of a version. */
export type VersionState =
  | 'UPLOADING'
  | 'BUILDING'
  | 'PREPARE'
  | 'BUILD_FAILED'
  | 'UPLOADED'
  | 'IN_REVIEW'
  | 'WITHDRAWN'
  | 'REJECTED'
  | 'APPROVED'
  | 'RELEASED';

/** The steps of a version. */
export type VersionStep =
  | 'upload-started'
  | 'uploaded'
  | 'prepared'
  | 'ready'
  | 'build-failed'
  | 'tested'
  | 'review-requested'
  | 'withdrawn'
  | 'rejected'
  | 'approved'
  | 'released';

/** The facts in the file of a bundle. */
export interface BundleFacts {
  readonly sha256: string;
  readonly form: 'ait' | 'zip';
  readonly platform: 'web' | 'react-native';
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly ownBytes: number;
  readonly files: number;
  readonly sdkVersion?: string;
}

/** A bundle of the mini-app. */
export interface MiniAppVersion {
  readonly version: string;
  readonly deploymentId: string;
  readonly state: VersionState;
  readonly memo?: string;
  readonly bundle?: BundleFacts;
  readonly problems: ReadonlyArray<{ readonly ko: string; readonly en: string }>;
  readonly tested: boolean;
  readonly reason?: string;
  readonly reviewUntil?: number;
  readonly releasedAt?: number;
  readonly history: ReadonlyArray<{
    readonly step: VersionStep;
    readonly at: number;
    readonly by: string;
    readonly reason?: string;
  }>;
  readonly live: boolean;
  readonly link: string;
  readonly testUrl: string;
}

/** `GET /api/versions` */
export interface Versions {
  readonly versions: readonly MiniAppVersion[];
  readonly live?: {
    readonly version: string;
    readonly since: number;
    readonly by: string;
    readonly url: string;
  };
}

/** A key of the official command line. */
export interface DeployKey {
  readonly name: string;
  readonly issuedAt: number;
}
