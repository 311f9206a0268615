import { resolve } from 'node:path';
import type { HtmlTagDescriptor, Plugin, UserConfig } from 'vite';
import type { SdkLine } from '../page/sdk-line.js';
import { DEFAULT_FOLDER, DEFAULT_PAGE_PORT, DEFAULT_PARTNER_PORT } from '../serve/serve-options.js';
import { isInstalled, OFFICIAL_MODULES, officialSdkLine } from './official-sdk-line.js';
import type { TossSandboxOptions } from './plugin-options.js';
import { sandboxAt, type UsedSandbox, useSandbox } from './shared-sandbox.js';
import { isStandIn, STAND_IN, standInCode, standInId } from './stand-in-module.js';

/** Runs the mini-app of a development server on a sandbox. It does nothing in a build, a preview or a test run. */
export function devPlugin(options: TossSandboxOptions): Plugin {
  let root = process.cwd();
  let line: SdkLine = '2.x';
  let pageUrl: string | undefined;
  // A restarting server creates its successor, perhaps with the same plugin, before it closes. So the oldest one ends
  // first.
  const used: UsedSandbox[] = [];
  return {
    name: 'ait-iap-sandbox:dev',
    apply: (config, { command, mode, isPreview }) =>
      command === 'serve' && isPreview !== true && mode !== 'test' && !isOfVitest(config),
    enforce: 'pre',
    config(config) {
      root = resolve(config.root ?? root);
      line = options.sdk ?? officialSdkLine(root);
      return line === '3.x' ? { optimizeDeps: { include: optimizedModules(root) } } : undefined;
    },
    async configureServer(server) {
      const sandbox = await openSandbox(options, root);
      pageUrl = sandbox.pageUrl;
      used.push(sandbox);
      server.config.logger.info(greeting(sandbox, line));
    },
    resolveId: (source, importer) => (line === '3.x' ? standInId(source, importer) : undefined),
    load: (id) => (isStandIn(id) ? standInCode(id, isInstalled(root, officialNameOf(id))) : undefined),
    transformIndexHtml: {
      order: 'pre',
      handler: () => (pageUrl === undefined ? [] : [bridgeTag(options, line, pageUrl)]),
    },
    async closeBundle() {
      // From Vite 6 on each environment of a server closes by itself.
      const environment: string | undefined = this.environment?.name;
      if (environment === undefined || environment === 'client') await used.shift()?.release();
    },
  };
}

/** Vitest runs its tests in a server of Vite, with the plugins of the project. */
function isOfVitest({ plugins = [] }: UserConfig): boolean {
  return plugins.flat(3).some((plugin) => /^vitest\b/.test((plugin as Partial<Plugin> | null)?.name ?? ''));
}

function greeting({ pageUrl, isOurs }: UsedSandbox, line: SdkLine): string {
  const since = isOurs
    ? '함께 시작했어요. (Started with this server.)'
    : '이미 실행 중이에요. (It runs already.)';
  return `  ➜  샌드박스 (sandbox, SDK ${line}): ${pageUrl}  ${since}`;
}

function openSandbox(options: TossSandboxOptions, root: string): Promise<UsedSandbox> {
  const { url, port = DEFAULT_PAGE_PORT, partnerPort = DEFAULT_PARTNER_PORT, dir = DEFAULT_FOLDER } = options;
  if (url !== undefined) return Promise.resolve(sandboxAt(new URL(url).origin));
  return useSandbox({ port, partnerPort, dir: resolve(root, dir) });
}

/** Known before the first request. If they were found later, each one would reload the page. */
function optimizedModules(root: string): string[] {
  const official = OFFICIAL_MODULES.filter((name) => isInstalled(root, name));
  return isInstalled(root, '@ait-iap/sandbox') ? [STAND_IN, ...official] : official;
}

function officialNameOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** First in the page, so that the page is in a Toss app from its first module on. */
function bridgeTag(options: TossSandboxOptions, line: SdkLine, pageUrl: string): HtmlTagDescriptor {
  const {
    userKey,
    payment,
    environment,
    platform,
    appVersion,
    deviceId,
    miniAppVersion,
    screens,
    pageWhilePaying,
    badge = true,
  } = options;
  const attributes = {
    'data-user-key': userKey,
    'data-payment': payment,
    'data-environment': environment,
    'data-platform': platform,
    'data-app-version': appVersion,
    'data-device-id': deviceId,
    'data-mini-app-version': miniAppVersion,
    'data-sdk': line,
    'data-screens': screens === undefined ? undefined : screens ? 'on' : 'off',
    'data-page-while-paying': pageWhilePaying,
    'data-badge': badge ? 'on' : undefined,
  };
  const given = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const attrs = { src: `${pageUrl}/bridge.js`, ...Object.fromEntries(given) };
  return { tag: 'script', attrs, injectTo: 'head-prepend' };
}
