import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/**
 * The folder for files: in memory on a machine that has such a folder. Here only processes are killed, never the machine.
 * What they have written stays, so waiting for a disk would show nothing.
 */
export const MEMORY_FOLDER: string = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
