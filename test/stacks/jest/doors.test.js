test.each([
  '@ait-iap/protocol',
  '@ait-iap/sandbox/auto',
  '@ait-iap/sandbox/explore',
  '@ait-iap/sandbox/official-sdk',
  '@ait-iap/sandbox/vite',
  '@ait-iap/server/node',
  '@ait-iap/server/pg-boss',
  '@ait-iap/server/postgres',
])('%s loads', (name) => {
  expect(Object.keys(require(name)).length).toBeGreaterThan(0);
});
