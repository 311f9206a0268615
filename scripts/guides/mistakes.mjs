import { until } from './terminal.mjs';

/** A page with a button for each of the four mistakes. `watched.ts` is the block of the guide. */
export const MISTAKES = `
import { IAP, iap } from './watched.ts';
const later = (answer) => new Promise((done) => setTimeout(done, 20, answer));
const buy = (sku, grant) => IAP.createOneTimePurchaseOrder({
  options: { sku, processProductGrant: grant }, onEvent: () => {}, onError: () => {},
});
const button = (text, act) => {
  const made = document.body.appendChild(document.createElement('button'));
  made.textContent = text;
  made.onclick = act;
};
button('읽고 사기', async () => {
  const { products } = await IAP.getProductItemList();
  buy(products[0].sku, () => later(true));
});
button('목록 없이', () => buy('ait.sandbox.consumable-1', () => later(true)));
button('바로 정리', () => buy('ait.sandbox.consumable-1', () => later(true))());
button('onEvent에서', () => buy('ait.sandbox.consumable-1', () => true));
button('아니라고', async () => {
  await iap.recover({ grant: () => later(true) });
  await iap.recover({ grant: () => later(false) });
});`;

/** Makes each mistake of the table, and reads the warning in the console. */
export async function makeMistakes(shop, terminal) {
  const opened = async () => {
    const { page, said, buy } = await shop.open('/mistakes.html');
    const warns = (text) =>
      until(`the console warns: ${text}`, () => said.some((line) => line.includes(text)));
    return { page, said, buy, warns };
  };
  const fine = await opened();
  await fine.buy('읽고 사기');
  await until('the purchase is over', async () => (await fine.page.getByRole('dialog').count()) === 0);
  const wrong = fine.said.filter((line) => line.includes('[ait-iap] '));
  if (wrong.length > 0) throw new Error(`A page without a mistake is warned of: ${wrong.join('\n')}`);

  const blind = await opened();
  await blind.buy('목록 없이');
  await blind.warns('without a list of products');
  const hasty = await opened();
  await hasty.page.getByRole('button', { name: '바로 정리' }).click();
  await hasty.warns('cleanup');
  const early = await opened();
  await early.buy('onEvent에서');
  await early.warns('without waiting for anything');

  await terminal.run('npx ait-iap-sandbox buy ait.sandbox.consumable-1 --user user-1 --grant none');
  await terminal.run(
    'npx ait-iap-sandbox fault arm bridge-throttled --function completeProductGrant --times 9',
  );
  const denying = await opened();
  await denying.page.getByRole('button', { name: '아니라고' }).click();
  await denying.warns('said no for the order');
}
