/** The kinds of terminals. */
export type TerminalKind = 'FRONT' | 'POS';

/** `development`: at once, on a few terminals. `live`: after a review, on all of them. */
export type PlaceTrack = 'development' | 'live';

/** A plugin for Toss Place. */
export interface PlacePlugin {
  readonly pluginId: string;
  readonly type: TerminalKind;
  readonly name: string;
  readonly company: string;
  readonly acl: readonly string[];
}

/** A version of it on one track. */
export interface PlaceVersion {
  readonly pluginId: string;
  readonly track: PlaceTrack;
  readonly version: string;
  readonly state: 'UPLOADED' | 'IN_REVIEW' | 'REJECTED' | 'DEPLOYED';
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly uploadedAt: number;
  readonly reviewUntil?: number;
  readonly deployedAt?: number;
  readonly reason?: string;
}

/** A shop, and its activated plugins. */
export interface PlaceStore {
  readonly storeId: string;
  readonly name: string;
  readonly test: boolean;
  readonly plugins: readonly string[];
}

/** A plugin on a terminal. */
export interface InstalledPlugin {
  readonly pluginId: string;
  readonly version: string;
  readonly track: PlaceTrack;
}

/** A Front or a POS. */
export interface PlaceTerminal {
  readonly terminalId: string;
  readonly storeId: string;
  readonly kind: TerminalKind;
  readonly track: PlaceTrack;
  readonly plugins: readonly InstalledPlugin[];
  readonly waiting: readonly InstalledPlugin[];
}
