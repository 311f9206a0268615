import { orIfItThrows } from '../errors/or-if-it-throws.js';
import { ownWindow } from './web-view-window.js';

/** A plain value or a function that returns it: SDK lines differ. */
type ConstantSource = string | (() => string);

/**
 * Exports of the official SDK besides `IAP` that this package uses. Pass them unchanged. The three flat getters belong
 * to 2.x. They are deprecated in 3.x, which has `Environment` and `Device` instead.
 */
export interface OfficialConstants {
  /** `toss` or `sandbox`. */
  readonly getOperationalEnvironment?: ConstantSource;
  /** `ios` or `android`. */
  readonly getPlatformOS?: ConstantSource;
  /** The version of the Toss app, such as `5.248.0`. */
  readonly getTossAppVersion?: ConstantSource;
  /** Of 3.x: the environment and the version of the app. */
  readonly Environment?: {
    readonly environment?: ConstantSource;
    readonly tossAppVersion?: ConstantSource;
  };
  /** Of 3.x: `ios` or `android`. */
  readonly Device?: { readonly os?: ConstantSource };
  /** The server's time in milliseconds since 1970. Orders are dated by it; the clock of a device may be wrong. */
  getServerTime?(): Promise<number | undefined>;
  /** The native storage, where an unfinished order is noted over a restart. */
  readonly Storage?: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
    removeItem?(key: string): Promise<void>;
  };
}

/** Where 3.x has what 2.x has under a name of its own. */
const NAMESPACED: Readonly<Record<string, (constants: OfficialConstants) => unknown>> = {
  getOperationalEnvironment: ({ Environment }) => Environment?.environment,
  getTossAppVersion: ({ Environment }) => Environment?.tossAppVersion,
  getPlatformOS: ({ Device }) => Device?.os,
};

/** Reads a constant of the host by its 2.x name: from a getter, from the namespaces of 3.x, or from the window. */
export function readConstant(constants: OfficialConstants, name: string): unknown {
  return (
    textOf(() => constants[name as keyof OfficialConstants]) ??
    textOf(() => NAMESPACED[name]?.(constants))?.toLowerCase() ??
    ownWindow.__CONSTANT_HANDLER_MAP?.[name]
  );
}

/** Where there is no Toss app a function or a getter may throw: then nothing is known, which has its own error. */
function textOf(find: () => unknown): string | undefined {
  return orIfItThrows(() => {
    const source = find();
    const value = typeof source === 'function' ? source() : source;
    return typeof value === 'string' ? value : undefined;
  }, undefined);
}
