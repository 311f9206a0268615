import * as z from 'zod/mini';
import type { PlaceStore } from '../../../place-center/place-store.js';
import type { PlacePlugin } from '../../../place-center/plugin.js';
import type { PlaceVersion } from '../../../place-center/plugin-version.js';
import type { InstalledPlugin, ShownTerminal } from '../../../place-center/terminal.js';
import { instant, named } from './named.js';

const track = z.enum(['development', 'live']);
const kind = z.enum(['FRONT', 'POS']);

/** A plugin for Toss Place. */
export const pluginShape: z.ZodMiniType<PlacePlugin> = named(
  'PlacePlugin',
  z.looseObject({
    pluginId: z.string(),
    type: kind,
    name: z.string(),
    company: z.string(),
    acl: z.array(z.string()),
  }),
);

/** A version of a plugin on one track. */
export const pluginVersionShape: z.ZodMiniType<PlaceVersion> = named(
  'PlaceVersion',
  z.looseObject({
    pluginId: z.string(),
    track,
    version: z.string(),
    state: z.enum(['UPLOADED', 'IN_REVIEW', 'REJECTED', 'DEPLOYED']),
    sizeBytes: z.number(),
    sha256: z.string(),
    uploadedAt: instant,
    reviewUntil: z.exactOptional(instant),
    deployedAt: z.exactOptional(instant),
    reason: z.exactOptional(z.string()),
  }),
);

/** A store with terminals. */
export const storeShape: z.ZodMiniType<PlaceStore> = named(
  'PlaceStore',
  z.looseObject({ storeId: z.string(), name: z.string(), test: z.boolean(), plugins: z.array(z.string()) }),
);

const installedShape: z.ZodMiniType<InstalledPlugin> = named(
  'InstalledPlugin',
  z.looseObject({ pluginId: z.string(), version: z.string(), track, sha256: z.string() }),
);

/** A Front or a POS. */
export const terminalShape: z.ZodMiniType<ShownTerminal> = named(
  'PlaceTerminal',
  z.looseObject({
    terminalId: z.string(),
    storeId: z.string(),
    kind,
    track,
    plugins: z.array(installedShape),
    startedAt: instant,
    waiting: z.array(installedShape),
  }),
);

/** The list of plugins. */
export const pluginsShape = z.looseObject({ plugins: z.array(pluginShape) });
/** The list of versions. */
export const pluginVersionsShape = z.looseObject({ versions: z.array(pluginVersionShape) });
/** The list of shops. */
export const storesShape = z.looseObject({ stores: z.array(storeShape) });
/** The list of terminals. */
export const terminalsShape = z.looseObject({ terminals: z.array(terminalShape) });
