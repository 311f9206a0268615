import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/**
 * Where files are in memory on a machine that has such a folder. Processes are killed here, and never the machine: what they have
 * written is there whoever dies, so waiting for a disk would show nothing.
 */
export const MEMORY_FOLDER: string = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
