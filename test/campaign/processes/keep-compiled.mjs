// Node writes what it has compiled when a process ends, and one that is killed never does.
import { flushCompileCache } from 'node:module';

/** By then a program has loaded what it needs for its first answers. */
const LOADED_AFTER_MS = 3_000;

setTimeout(flushCompileCache, LOADED_AFTER_MS).unref();
