// Builds the console and ends. By itself the process would stay for half a minute more: the compiler of the console's texts
// leaves a timer of 30 seconds behind.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

await build({ configFile: fileURLToPath(new URL('../../packages/console/vite.config.ts', import.meta.url)) });
process.exit();
