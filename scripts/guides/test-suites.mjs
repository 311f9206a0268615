import assert from 'node:assert/strict';
import { playCypressSteps } from './cypress-steps.mjs';
import { blocksOf, blockWith } from './guide-blocks.mjs';
import { htmlOf, openShop, PAGE_URL, writeFiles } from './shop-page.mjs';
import { answering, openTerminal } from './terminal.mjs';

/** The page that the recipes for browsers test. */
const PAGE = `
import { createIapClient } from '@ait-iap/client';
const told = document.body.appendChild(document.createElement('output'));
const button = document.body.appendChild(document.createElement('button'));
button.textContent = '구매하기';
button.onclick = async () => {
  const outcome = await createIapClient().purchase('ait.sandbox.consumable-1', { grant: async () => true });
  told.textContent = outcome.status === 'granted' ? '구매했어요' : outcome.status;
};`;

const CONFIG = `
import { tossSandbox } from '@ait-iap/sandbox/vite';
export default { plugins: [tossSandbox({ userKey: 'user-1', payment: 'approve' })] };`;

/** Cypress has no types for a recipe in JavaScript without this. */
const TYPES = {
  compilerOptions: {
    target: 'es2022',
    allowJs: true,
    checkJs: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['cypress'],
  },
  files: ['shop.cy.js'],
};

/** The sandbox in your test suite: every block that runs, and each recipe in its runner. */
export async function playTestSuites({ folder, env, tarballs }) {
  const terminal = openTerminal({ folder, env });
  const blocks = blocksOf('docs/test-suites.md');
  try {
    await terminal.run('npm init -y');
    const packages = ['client', 'server', 'sandbox', 'protocol'].map((name) => tarballs[`@ait-iap/${name}`]);
    await terminal.run(
      `npm install --save-dev vitest vite jest jest-environment-jsdom ${packages.join(' ')}`,
    );
    for (const [index, { code }] of blocks.filter(({ runs }) => runs).entries()) {
      writeFiles(folder, { [`block-${index}.mts`]: code });
      await terminal.run(`node --no-warnings --experimental-strip-types block-${index}.mts`);
    }
    const suites = blocks.filter(({ code, runs }) => !runs && code.includes("'@ait-iap/sandbox/vitest'"));
    for (const [index, { code }] of suites.entries())
      writeFiles(folder, { [`suite-${index}.test.ts`]: code });
    await terminal.run('npx vitest run --dir . suite');
    writeFiles(folder, { 'plain/shop.test.js': blockWith(blocks, '@jest-environment jsdom', 'js') });
    await terminal.run('npx jest plain');
    await playCypress({ folder, terminal, recipe: blockWith(blocks, 'cy.visit', 'js') });
  } finally {
    terminal.close();
  }
}

/** The recipe for Cypress: its types, and its steps. Cypress puts its binary in place when it is installed, so not here. */
async function playCypress({ folder, terminal, recipe }) {
  await terminal.run('npm install --save-dev --ignore-scripts cypress typescript@5');
  const page = { 'index.html': htmlOf('/page.ts'), 'page.ts': PAGE, 'vite.config.mjs': CONFIG };
  writeFiles(folder, { ...page, 'shop.cy.js': recipe, 'tsconfig.json': JSON.stringify(TYPES) });
  await terminal.run('npx tsc -p .');
  await answering(terminal, 'npx ait-iap-sandbox serve --db :memory:', 'http://127.0.0.1:4600/healthz');
  const shop = await openShop(terminal);
  try {
    const { page: opened } = await shop.open();
    assert.equal(await playCypressSteps(recipe, { page: opened, baseUrl: PAGE_URL }), 1);
  } finally {
    await shop.close();
  }
}
