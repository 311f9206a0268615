/**
 * The programs of the table. `rows` reads what a program has printed: what was measured, what somebody would otherwise pick, the
 * figure, and what we aim at. A figure is a ratio wherever there is something to compare with.
 */
export const PROGRAMS = [
  {
    file: 'client-list.mjs',
    rows: (text) => [
      {
        what: '`getProductItemList` of 30 items, bridge in memory',
        against: 'the official function',
        measured: `${last(text, /: ([\d.]+) x/g)} ×`,
        aim: 'at most 4 ×',
      },
    ],
  },
  {
    file: 'order-status.mjs',
    args: ['4000', '3'],
    rows(text) {
      const cost = (way) => Number(last(text, new RegExp(`^${way}\\s+([\\d.]+) µs`, 'gm')));
      const bare = ['undici.request', 'node:https', 'undici.fetch', 'axios'].map((way) => [cost(way), way]);
      const [cheapest, name] = bare.sort(([a], [b]) => a - b)[0];
      const row = (what, ours, aim = '') => ({
        ...{ what, against: `${name}, the cheapest bare client of the run (${cheapest.toFixed(0)} µs)`, aim },
        measured: `${(ours / cheapest).toFixed(2)} × (${ours.toFixed(0)} µs)`,
      });
      return [
        row('`getOrderStatus` over mutual TLS, CPU of a call', cost('@ait-iap/server'), 'at most 1.3 ×'),
        ...bare.slice(1).map(([ours, way]) => row(`${way}, the same`, ours)),
      ];
    },
  },
  {
    file: 'server-import.mjs',
    rows: (text) => [
      {
        what: "cold `import '@ait-iap/server'`, time",
        against: '`ky` and `zod/mini`',
        measured: `${last(text, /ratio ([\d.]+)/g)} ×`,
        aim: 'at most 1.5 ×',
      },
    ],
  },
  {
    file: 'grant-throughput.mjs',
    args: ['500', '5'],
    rows: (text) =>
      [...text.matchAll(/^(\w+)\s+grant\s+(\d+)\/s\s+bare\s+(\d+)\/s\s+([\d.]+) ×/gm)].map(
        ([, database, ours, , ratio]) => ({
          what: `grants on ${database}, verify excluded`,
          against: 'a bare transaction of the same rows',
          measured: `${ratio} × (${ours} a second)`,
          aim: 'at least 0.85 ×',
        }),
      ),
  },
  {
    file: 'sandbox-purchases.mjs',
    args: ['10000'],
    rows(text) {
      const perSecond = Number(last(text, /: (\d+) purchases per CPU second/g));
      return [
        {
          what: 'a whole purchase in the sandbox, CPU',
          against: 'the fixed 300 ms that a mock waits for its order sheet',
          measured: `1/${Math.round(300 / (1_000 / perSecond)).toLocaleString('en')} (${perSecond.toLocaleString('en')} a second)`,
          aim: 'at least 5,000 a second',
        },
      ];
    },
  },
  {
    file: 'sandbox-import.mjs',
    rows: (text) => [
      {
        what: "`import '@ait-iap/sandbox'` until a list is answered, CPU",
        against: 'nothing',
        measured: `${last(text, /there: ([\d.]+) ms/g)} ms`,
        aim: 'at most 30 ms',
      },
    ],
  },
];

/** The last figure that a program has printed in a form. */
function last(text, form) {
  const found = [...text.matchAll(form)].at(-1)?.[1];
  if (found === undefined) throw new Error(`There is no figure of the form ${form} in:\n${text}`);
  return found;
}
