import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Charge, Order } from '@ait-iap/sandbox';
import { BIN } from '../../../packages/sandbox/test/serve/child-sandbox.js';
import { Child } from './child.js';
import { KEEP_COMPILED } from './compiled.js';
import type { CuttingProxy } from './cutting-proxy.js';

const RETRY_MS = 50;
const ANSWERS_WITHIN_MS = 120_000;

/** The platform: `ait-iap-sandbox serve` in its own process. Pages and backends reach it through networks that cut. */
export class SandboxProcess {
  readonly child: Child;
  #api = '';

  constructor(
    private readonly folder: string,
    networks: { readonly pages: CuttingProxy; readonly partner: CuttingProxy },
    seed: string,
  ) {
    const flags = [
      '--port',
      '0',
      '--partner-port',
      '0',
      '--json',
      '--quiet',
      '--app-name',
      'campaign',
      '--seed',
      seed,
    ];
    this.child = new Child(() => ({
      name: 'sandbox',
      args: ['--import', KEEP_COMPILED, BIN, 'serve', '--dir', folder, ...flags],
      onReady: ({ pageUrl = '', partnerUrl = '' }) => {
        this.#api = `${pageUrl}/api`;
        networks.pages.target = Number(new URL(pageUrl).port);
        networks.partner.target = Number(new URL(partnerUrl).port);
      },
    }));
  }

  get certificates(): string {
    return join(this.folder, 'certs');
  }

  /** At its next start it makes a new client certificate, and a new server certificate. */
  forgetCertificates(): void {
    for (const file of ['client.crt', 'client.key', 'server.crt', 'server.key'])
      rmSync(join(this.certificates, file), { force: true });
  }

  /** Sends one command. Tries again while the process is away. Undefined if the command was refused. */
  async api<Answer>(method: string, path: string, body?: unknown): Promise<Answer | undefined> {
    const until = Date.now() + ANSWERS_WITHIN_MS;
    for (;;) {
      try {
        const response = await fetch(this.#api + path, {
          method,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return response.ok ? (JSON.parse(text) as Answer) : undefined;
      } catch (error) {
        if (Date.now() > until) throw error;
        await sleep(RETRY_MS);
      }
    }
  }

  orders(filter = ''): Promise<Order[]> {
    return this.#all<Order>('orders', filter);
  }

  charges(): Promise<Charge[]> {
    return this.#all<Charge>('charges', '');
  }

  async #all<Item>(what: string, filter: string): Promise<Item[]> {
    const all: Item[] = [];
    for (let before = ''; ; ) {
      const page = await this.api<Record<string, Item[]> & { before?: number }>(
        'GET',
        `/${what}?limit=1000${filter}${before}`,
      );
      all.push(...(page?.[what] ?? []));
      if (page?.before === undefined) return all;
      before = `&before=${page.before}`;
    }
  }
}
