/** Given to `--import`: a process that is killed leaves its compiled code to its next life. */
export const KEEP_COMPILED = new URL('keep-compiled.mjs', import.meta.url).href;
