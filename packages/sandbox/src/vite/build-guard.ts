import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { SandboxError } from '../errors/sandbox-error.js';
import { chainOfImports, type ModuleGraph } from './import-chain.js';

/** The path of this package. A link into a workspace has another path than the folder in `node_modules`. */
const OWN_FOLDER = packageFolder();
const INSTALLED = /[\\/]@ait-iap[\\/]sandbox[\\/]/;

/** A `/bridge.js` tag with a local address that was left in a page. */
const BRIDGE_TAG =
  /<script[^>]+src=["']?(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?\/bridge\.js)/i;

/**
 * Fails a build that contains sandbox code, because people would "buy" for nothing. It names the imports that brought
 * it in.
 */
export function buildGuard(): Plugin {
  let root = '';
  return {
    name: 'ait-iap-sandbox:guard',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
    },
    transformIndexHtml(html, { filename }) {
      const src = BRIDGE_TAG.exec(html)?.[1];
      if (src !== undefined) throw found([`${relative(root, filename)} includes ${src}`]);
    },
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        const modules = output.moduleIds ?? Object.keys(output.modules);
        const guilty = modules.find(isSandboxCode);
        if (guilty === undefined) continue;
        const graph: ModuleGraph = (id) => this.getModuleInfo(id);
        throw found(chainOfImports(graph, guilty, isSandboxCode).map((id) => relative(root, id)));
      }
    },
  };
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
    `Failed to build: the bundle contains sandbox code, which would let people "buy" without paying. Take this import out, or ` +
      `load it behind import.meta.env.DEV:\n${steps.join('\n')}\n` +
      '(번들에 샌드박스 코드가 들어 있어요. 위 import를 빼거나 import.meta.env.DEV 뒤에서만 불러와 주세요.)',
  );
}

/** `dist` when published, `src` in tests. */
function packageFolder(): string {
  const here = fileURLToPath(import.meta.url);
  const place = Math.max(here.lastIndexOf(`${sep}dist${sep}`), here.lastIndexOf(`${sep}src${sep}`));
  return here.slice(0, place + 1);
}
