import { zipSync } from 'fflate';

type Files = Readonly<Record<string, string | Uint8Array>>;

const SDK = '<script src="https://cdn.tossplace.com/toss-front-sdk/v0/index.js"></script>';

/** A page of a Front: an empty element, the SDK and a script. */
export const frontPage = (script: string, body = '<div id="app"></div>') =>
  `<!doctype html><html><head><meta charset="utf-8">${SDK}<title>주문</title></head><body>${body}<script>${script}</script></body></html>`;

/** Plugins that nothing is wrong with, by kind. */
export const GOOD_PLUGINS = {
  front: {
    'index.html': frontPage(
      'const sdk=window.TossFrontSDK;sdk.template.renderIdlePage({type:"oneButton",button:{text:"주문하기",onClick(){location.href="order.html"}}})',
    ),
    'order.html': frontPage(
      'fetch("https://api.gem-shop.kr/order").then(r=>r.json()).then(order=>sdk.template.renderOrderPage({order}))',
    ),
    'global.css': 'body{margin:0}',
  },
  'pos-worker': {
    'main.js':
      '(()=>{var e=posPluginSdk;e.order.on("paid",async t=>{await fetch("https://api.gem-shop.kr/points",{method:"POST",body:JSON.stringify({id:t.id})})})})();',
  },
  'pos-tab': {
    'index.html':
      '<!doctype html><html><body><div id="root"></div><script type="module" src="./assets/app.js"></script></body></html>',
    'assets/app.js': 'document.getElementById("root").textContent="쿠폰"',
    'iframe-manifest.json': JSON.stringify({
      tab: { title: '쿠폰', href: 'index.html', description: '쿠폰을 확인해요' },
    }),
  },
} as const satisfies Readonly<Record<string, Files>>;

/** Zips files as a build tool does. */
export function zipOf(files: Files): Uint8Array {
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(([name, content]) => [
    name,
    typeof content === 'string' ? encoder.encode(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries));
}

/** A good plugin with some files more, changed, or (with `undefined`) less. */
export function pluginWith(
  kind: keyof typeof GOOD_PLUGINS,
  changes: Readonly<Record<string, string | Uint8Array | undefined>> = {},
): Uint8Array {
  const files = Object.entries<string | Uint8Array | undefined>({ ...GOOD_PLUGINS[kind], ...changes });
  return zipOf(
    Object.fromEntries(files.flatMap(([name, content]) => (content === undefined ? [] : [[name, content]]))),
  );
}
