import { orIfItThrows } from '../errors/or-if-it-throws.js';
import { ownWindow } from './web-view-window.js';

/** A plain value, or a function that answers with it: SDK lines differ. */
type ConstantSource = string | (() => string);

/**
 * What the official SDK exports beside `IAP` and this package also uses; all of it can be passed as it is. The three
 * flat getters are of 2.x and deprecated in 3.x, which has `Environment` and `Device` instead.
 */
export interface OfficialConstants {
  /** `toss` or `sandbox`. */
  readonly getOperationalEnvironment?: ConstantSource;
  /** `ios` or `android`. */
  readonly getPlatformOS?: ConstantSource;
  /** Such as `5.248.0`. */
  readonly getTossAppVersion?: ConstantSource;
  /** Of 3.x: the environment and the version of the app. */
  readonly Environment?: {
    readonly environment?: ConstantSource;
    readonly tossAppVersion?: ConstantSource;
  };
  /** Of 3.x: `ios` or `android`. */
  readonly Device?: { readonly os?: ConstantSource };
  /** The time of the server in milliseconds, by which orders are dated; the clock of a device may be wrong. */
  getServerTime?(): Promise<number | undefined>;
  /** The native storage, in which an unfinished order is remembered over a restart. */
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

/** Reads a constant of the host under its name of 2.x: from a getter, from the namespaces of 3.x, or from the window. */
export function readConstant(constants: OfficialConstants, name: string): unknown {
  return (
    textOf(() => constants[name as keyof OfficialConstants]) ??
    textOf(() => NAMESPACED[name]?.(constants))?.toLowerCase() ??
    ownWindow().__CONSTANT_HANDLER_MAP?.[name]
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
