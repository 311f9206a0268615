/** For `--import`: a process that is killed leaves its compiled code for its next start. */
export const KEEP_COMPILED = new URL('keep-compiled.mjs', import.meta.url).href;
