import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import type { Sandbox } from '@ait-iap/sandbox';
import type { ServedSandbox } from '@ait-iap/sandbox/serve';
import type { Browser, BrowserContext, Route } from 'playwright-core';
import type { Bundle } from '../bundle/bundle.js';
import type { EvidenceAdapter, ShownProduct } from './adapter.js';
import type { BackendMap } from './backend-map.js';
import { fileOf } from './bundle-pages.js';
import { relay } from './relay.js';
import { ShopPage } from './shop-page.js';

/** The parts of the stage. */
export interface StageParts {
  readonly bundle: Bundle;
  readonly browser: Browser;
  readonly served: ServedSandbox;
  readonly backends: readonly BackendMap[];
  readonly adapter: EvidenceAdapter;
  /** The user of the phone. */
  readonly userKey: string;
}

/** How long an order may take to reach a state, in milliseconds: as long as the mini-app has for a grant. */
const PATIENCE = 30_000;

/** The size of a phone's page, in CSS pixels. */
const VIEWPORT = { width: 390, height: 844 };

type Order = ReturnType<Sandbox['orders']>[number];

/**
 * The place where scenarios are played: the bundle under its own origin, the sandbox as its Toss app, and the backend.
 * Other requests get no answer, so that nothing leaves this machine.
 */
export class Stage {
  readonly sandbox: Sandbox;
  readonly origin: string;
  #failing = false;
  #context: BrowserContext | undefined;

  readonly #parts: StageParts;
  readonly #server: Server;

  private constructor(parts: StageParts, server: Server) {
    this.#parts = parts;
    this.#server = server;
    this.sandbox = parts.served.sandbox;
    // A host name that only exists on this machine. The sandbox allows pages of this origin.
    this.origin = `http://${parts.bundle.appName}.localhost:${(server.address() as AddressInfo).port}`;
  }

  static async open(parts: StageParts): Promise<Stage> {
    // A separate server, because Chromium asks the user before a page of another site may access this machine.
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Stage(parts, server);
  }

  /** The products that this user may buy again and again, as the Toss app lists them. */
  async products(): Promise<readonly ShownProduct[]> {
    const bridge = this.sandbox.bridge({ userKey: 'evidence-list' });
    const { products } = (await bridge.call('iapGetProductItemList', [])) as {
      products: readonly (ShownProduct & { readonly type: string })[];
    };
    return products.filter(({ type }) => type === 'CONSUMABLE');
  }

  /** Opens the mini-app on a phone. With `fresh` it is a new phone without any memory. */
  async phone({
    fresh = true,
    appVersion,
  }: {
    fresh?: boolean;
    appVersion?: string;
  } = {}): Promise<ShopPage> {
    if (fresh || this.#context === undefined) {
      await this.#context?.close();
      this.#context = await this.#parts.browser.newContext({ viewport: VIEWPORT, locale: 'ko-KR' });
    }
    const tag = this.#bridgeTag(appVersion);
    this.#server.removeAllListeners('request').on('request', ({ url = '/' }, response) => {
      const path = new URL(url, this.origin).pathname;
      const file = fileOf(this.#parts.bundle, path === '/' ? '/index.html' : path, tag);
      if (file === undefined) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': file.contentType }).end(file.body);
    });
    const page = await this.#context.newPage();
    // A page that was closed in the meantime needs no answer.
    await page.route('**/*', (route) => this.#answer(route).catch(() => {}));
    return new ShopPage(page, this.#parts.adapter);
  }

  /** While it fails, the backend answers 500 to every write. Reads are answered. */
  failBackend(failing: boolean): void {
    this.#failing = failing;
  }

  /** The newest order of the world. */
  newestOrder(): Order | undefined {
    return this.sandbox.orders().at(-1);
  }

  /** Waits until the newest order has one of the states. False if it does not in time. */
  async reaches(...states: readonly Order['state'][]): Promise<boolean> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const state = this.newestOrder()?.state;
      if (state !== undefined && states.includes(state)) return true;
      if (Date.now() > until) return false;
      await setTimeout(50);
    }
  }

  /** An empty world, without faults. */
  startAfresh(): void {
    this.#failing = false;
    this.sandbox.faults.clear();
    this.sandbox.reset();
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  #bridgeTag(appVersion: string | undefined): string {
    // The sandbox app supports everything in any version, as in the official SDK.
    const version =
      appVersion === undefined ? '' : ` data-environment="toss" data-app-version="${appVersion}"`;
    const { pageUrl } = this.#parts.served;
    return `<script src="${pageUrl}/bridge.js" data-user-key="${this.#parts.userKey}"${version}></script>`;
  }

  async #answer(route: Route): Promise<void> {
    const url = new URL(route.request().url());
    if ([this.origin, this.#parts.served.pageUrl].includes(url.origin)) return route.continue();
    const backend = this.#parts.backends.find(({ from }) => from === url.origin);
    return backend === undefined
      ? route.abort('addressunreachable')
      : this.#askBackend(route, url, backend.to);
  }

  /** Sends a request to the backend instead of the page. CORS is not checked here but by the check of the bundle. */
  async #askBackend(route: Route, url: URL, to: string): Promise<void> {
    const request = route.request();
    const headers = {
      'access-control-allow-origin': this.origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': request.headers()['access-control-request-headers'] ?? '*',
      'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
    };
    if (request.method() === 'OPTIONS') return route.fulfill({ status: 204, headers });
    if (this.#failing && request.method() !== 'GET' && this.#namesAnOrder(request.postData()))
      return route.fulfill({ status: 500, headers });
    const origin = `https://${this.#parts.bundle.appName}.apps.tossmini.com`;
    return relay(route, {
      url: `${to}${url.pathname}${url.search}`,
      headers: { ...request.headers(), origin },
      answerHeaders: headers,
    });
  }

  #namesAnOrder(body: string | null): boolean {
    return this.sandbox.orders().some(({ orderId }) => body?.includes(orderId) === true);
  }
}
