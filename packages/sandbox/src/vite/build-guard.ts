import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin, ResolvedConfig } from 'vite';
import { SandboxError } from '../errors/sandbox-error.js';
import { chainOfImports, type ModuleGraph } from './import-chain.js';
import { bridgeTagIn, isBridgeCopy, sandboxAddressIn } from './left-in-text.js';
import { publicTexts } from './public-texts.js';

/** This package, wherever it is: a link into a workspace has another path than the one in `node_modules`. */
const OWN_FOLDER = packageFolder();
const INSTALLED = /[\\/]@ait-iap[\\/]sandbox[\\/]/;

/** This package as an import that the bundler left for somebody else to resolve. */
const LEFT_IMPORT = /^@ait-iap\/sandbox(?:\/|$)/;

/** What the guard looks at in a file of a bundle, in all versions of Vite. */
interface Chunk {
  readonly fileName: string;
  readonly code: string;
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
  readonly moduleIds?: readonly string[];
  readonly modules: Readonly<Record<string, unknown>>;
}

/** Fails a build that contains sandbox code, and says what brought it in: people would "buy" for nothing. */
export function buildGuard(): Plugin {
  let config: Pick<ResolvedConfig, 'root' | 'publicDir'> & { build?: { copyPublicDir?: boolean } };
  return {
    name: 'ait-iap-sandbox:guard',
    apply: 'build',
    enforce: 'post',
    // A worker is a bundle of its own, which the plugins of the page do not see.
    config: () => ({ worker: { plugins: () => [buildGuard()] } }),
    configResolved(resolved) {
      config = resolved;
    },
    transformIndexHtml(html, { filename }) {
      const src = bridgeTagIn(html);
      if (src !== undefined) throw found([`${relative(config.root, filename)} includes ${src}`]);
    },
    buildStart() {
      if (config.build?.copyPublicDir === false) return;
      for (const { path, text } of publicTexts(config.publicDir)) {
        const what = /\.html?$/i.test(path) ? bridgeTagIn(text) : inProgram(text);
        if (what !== undefined) throw found([`${relative(config.root, path)} includes ${what}`]);
      }
    },
    generateBundle(_, bundle) {
      const graph: ModuleGraph = (id) => this.getModuleInfo(id);
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk') checkChunk(output, graph, config.root);
      }
    },
  };
}

/** @throws SandboxError `SANDBOX_IN_BUNDLE` */
function checkChunk(chunk: Chunk, graph: ModuleGraph, root: string): void {
  const { fileName, code, imports, dynamicImports, modules, moduleIds = Object.keys(modules) } = chunk;
  const guilty = moduleIds.find(isSandboxCode);
  if (guilty !== undefined) {
    throw found(chainOfImports(graph, guilty, isSandboxCode).map((id) => relative(root, id)));
  }
  const left = [...imports, ...dynamicImports].find((name) => LEFT_IMPORT.test(name));
  if (left !== undefined) {
    const importer = moduleIds.find((id) => imported(graph, id).includes(left)) ?? fileName;
    throw found([relative(root, importer), `${left} (external)`]);
  }
  const address = sandboxAddressIn(code);
  if (address !== undefined) throw found([`${fileName} includes ${address}`]);
}

/** What of the sandbox is in a program that no bundler looks at. */
function inProgram(code: string): string | undefined {
  return sandboxAddressIn(code) ?? (isBridgeCopy(code) ? 'a copy of /bridge.js' : undefined);
}

function imported(graph: ModuleGraph, id: string): readonly string[] {
  const { importedIds = [], dynamicallyImportedIds = [] } = graph(id) ?? {};
  return [...importedIds, ...dynamicallyImportedIds];
}

function isSandboxCode(id: string): boolean {
  const [path = ''] = id.replace(/^\0/, '').split('?');
  return INSTALLED.test(path) || path.replaceAll('/', sep).startsWith(OWN_FOLDER);
}

function relative(root: string, id: string): string {
  return id.startsWith(`${root}/`) ? id.slice(root.length + 1) : id;
}

function found(chain: readonly string[]): SandboxError {
  const steps = chain.map((step, index) => `${'  '.repeat(index)}${index === 0 ? '' : '-> '}${step}`);
  return new SandboxError(
    'SANDBOX_IN_BUNDLE',
    `Failed to build: the bundle contains sandbox code, which would let people "buy" without paying. Take this out, or ` +
      `load it behind import.meta.env.DEV:\n${steps.join('\n')}\n` +
      '(번들에 샌드박스 코드가 들어 있어요. 위 내용을 빼거나 import.meta.env.DEV 뒤에서만 불러와 주세요.)',
  );
}

/** `dist` when published, `src` in tests. */
function packageFolder(): string {
  const here = fileURLToPath(import.meta.url);
  const place = Math.max(here.lastIndexOf(`${sep}dist${sep}`), here.lastIndexOf(`${sep}src${sep}`));
  return here.slice(0, place + 1);
}
