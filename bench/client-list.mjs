// getProductItemList for 30 items, validation included, against the official function on a bridge in memory that
// answers at once. Run `npm run build` first, then `node bench/client-list.mjs [calls] [rounds]`. At most 4 x.
const LIMIT = 4;
const calls = Number(process.argv[2] ?? 20_000);
const rounds = Number(process.argv[3] ?? 9);

const products = Array.from({ length: 30 }, (_, index) => ({
  type: index % 3 ? 'CONSUMABLE' : 'SUBSCRIPTION',
  sku: `ait.0000010000.af647449.3bd55cfd00.${String(index).padStart(10, '0')}`,
  displayName: `보석 ${index}개`,
  displayAmount: '1,100원',
  iconUrl: 'https://example.com/icon.png',
  description: '게임에서 쓰는 보석이에요',
  ...(index % 3 === 0 && {
    renewalCycle: 'MONTHLY',
    offers: [{ type: 'FREE_TRIAL', offerId: `offer-${index}`, period: 'P1W' }],
  }),
}));

// Both speak to this window: a host that answers before `postMessage` has returned, as no real one does.
globalThis.window = globalThis;
globalThis.__CONSTANT_HANDLER_MAP = {
  getOperationalEnvironment: 'toss',
  getPlatformOS: 'android',
  getTossAppVersion: '5.300.0',
};
globalThis.ReactNativeWebView = {
  postMessage(text) {
    const { functionName, eventId } = JSON.parse(text);
    globalThis.__GRANITE_NATIVE_EMITTER.emit(`${functionName}/resolve/${eventId}`, { products });
  },
};

const { IAP } = await import('@apps-in-toss/web-bridge');
const { getProductItemList } = await import('@ait-iap/client');

const ways = { official: () => IAP.getProductItemList(), ours: () => getProductItemList() };
for (const way of Object.values(ways)) {
  if ((await way()).products.length !== products.length) throw new Error('The list is not whole');
}

async function microseconds(way) {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) await way();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

// Round by round, so that other work of the machine hits both alike. The fastest round of each is its cost.
const best = { official: Number.POSITIVE_INFINITY, ours: Number.POSITIVE_INFINITY };
for (let round = 0; round < rounds; round++) {
  for (const [name, way] of Object.entries(ways)) best[name] = Math.min(best[name], await microseconds(way));
}
const ratio = best.ours / best.official;
console.log(
  `official ${best.official.toFixed(2)} µs, ours ${best.ours.toFixed(2)} µs a call: ${ratio.toFixed(2)} x (at most ${LIMIT})`,
);
if (ratio > LIMIT) process.exitCode = 1;
