import { fileURLToPath } from 'node:url';
import type { BackendOptions } from './backend-options.js';
import { Child } from './child.js';
import type { CuttingProxy } from './cutting-proxy.js';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** One of the backends on the database. Pages reach it through a network that cuts. */
export class BackendProcess {
  readonly child: Child;
  #url = '';

  /** @param options - asked before each start: another life may have another clock */
  constructor(
    readonly network: CuttingProxy,
    options: () => BackendOptions,
  ) {
    this.child = new Child(() => ({
      name: 'backend',
      args: [
        '--experimental-transform-types',
        '--disable-warning=ExperimentalWarning',
        '--import',
        here('../../../packages/server/test/support/run-sources.mjs'),
        here('backend-main.ts'),
        JSON.stringify(options()),
      ],
      onReady: ({ port }) => {
        this.#url = `http://127.0.0.1:${port}`;
        network.target = Number(port);
      },
    }));
  }

  /** See `backend-main.ts`. Undefined if the process has gone. */
  async command<Answer>(command: string, value = ''): Promise<Answer | undefined> {
    const query = new URLSearchParams({ command, value });
    const response = await fetch(`${this.#url}/campaign?${query}`).catch(() => undefined);
    return response?.ok ? ((await response.json()) as Answer) : undefined;
  }
}
