import type { BackendOptions } from './backend-options.js';
import { Child } from './child.js';
import { KEEP_COMPILED } from './compiled.js';
import type { CuttingProxy } from './cutting-proxy.js';

/** One of the backends on the database. Pages reach it through a network that cuts. */
export class BackendProcess {
  readonly child: Child;
  #url = '';

  /**
   * @param program - the path of its code, in one file
   * @param options - asked before each start: another life may have another clock
   */
  constructor(
    program: string,
    readonly network: CuttingProxy,
    options: () => BackendOptions,
  ) {
    this.child = new Child(() => ({
      name: 'backend',
      args: [
        '--disable-warning=ExperimentalWarning',
        '--import',
        KEEP_COMPILED,
        program,
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
