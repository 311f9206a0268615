import { fail, pass } from '../evidence.js';
import type { ReviewScenario } from '../scenario.js';
import { notShown, openOrderSheet, tapBuy } from './steps.js';

const list: ReviewScenario = {
  id: 'products-listed',
  title: { ko: '상품 목록이 보여요', en: 'The products are listed' },
  async play({ stage, shop }) {
    const products = await stage.products();
    const missing: string[] = [];
    for (const product of products) if (!(await shop.shows(product))) missing.push(product.displayAmount);
    await shop.picture({ ko: '상품 목록', en: 'The list' });
    if (missing[0] !== undefined) return notShown(missing[0]);
    const amounts = products.map(({ displayAmount }) => displayAmount).join(', ');
    return pass(`The page shows ${amounts}.`, `페이지에 ${amounts}이 있어요.`);
  },
};

const purchase: ReviewScenario = {
  id: 'paid-and-granted',
  title: { ko: '결제하면 상품이 지급돼요', en: 'A payment leads to the product' },
  async play(scene) {
    const { shop, stage } = scene;
    const before = await shop.text();
    await openOrderSheet(scene);
    await shop.picture({ ko: '결제창', en: 'The order sheet' });
    await shop.pay();
    if (!(await stage.reaches('PURCHASED')))
      return fail(
        `The order is ${stage.newestOrder()?.state} and not PURCHASED: the page never confirmed the grant.`,
        `주문이 PURCHASED가 아니라 ${stage.newestOrder()?.state}예요. 페이지가 지급을 확인하지 않았어요.`,
      );
    const said = await shop.newText(before);
    await shop.picture({ ko: '결제 뒤', en: 'After the payment' });
    if (said.length === 0)
      return fail('Granted, but the page says nothing new.', '지급했지만 페이지에 새로운 말이 없어요.');
    return pass(`Granted, and the page says "${said[0]}".`, `지급했고, 페이지에 "${said[0]}"라고 나와요.`);
  },
};

const recovery: ReviewScenario = {
  id: 'paid-and-recovered',
  title: {
    ko: '결제했지만 지급에 실패하면, 다시 열 때 지급돼요',
    en: 'Paid, the grant fails: it is delivered when the mini-app is opened again',
  },
  async play(scene) {
    const { shop, stage } = scene;
    stage.failBackend(true);
    await openOrderSheet(scene);
    await shop.pay();
    await stage.reaches('PAYMENT_COMPLETED', 'PURCHASED');
    // If the page confirms at once, the order leaves that state a moment later.
    await shop.text();
    if (stage.newestOrder()?.state !== 'PAYMENT_COMPLETED')
      return fail(
        `The order is ${stage.newestOrder()?.state}: the page confirmed a grant that the backend had refused.`,
        `주문이 ${stage.newestOrder()?.state}예요. 서버가 지급하지 못했는데 페이지가 지급했다고 답했어요.`,
      );
    await shop.picture({ ko: '지급 실패 뒤', en: 'After the grant failed' });
    stage.failBackend(false);
    const again = await stage.phone({ fresh: false });
    await again.open(stage.origin);
    const delivered = await stage.reaches('PURCHASED');
    await again.picture({ ko: '다시 연 뒤', en: 'Opened again' });
    shop.pictures.push(...again.pictures);
    return delivered
      ? pass(
          'Still pending after the failure, and delivered at the next start.',
          '실패한 뒤 대기 상태였고, 다시 열 때 지급했어요.',
        )
      : fail('Opened again, and the order is still pending.', '다시 열었지만 주문이 아직 대기 상태예요.');
  },
};

/** The four errors of the review, and how to cause each of them. */
const ERRORS = [
  ['NETWORK_ERROR', '네트워크 오류', 'a network error'],
  ['INTERNAL_ERROR', '내부 오류', 'an internal error'],
  ['PRODUCT_NOT_GRANTED_BY_PARTNER', '지급 실패', 'a failed grant'],
  ['USER_CANCELED', '사용자 취소', 'a cancel by the user'],
] as const;

const errors: readonly ReviewScenario[] = ERRORS.map(([code, ko, en]) => ({
  id: `error-${code.toLowerCase().replaceAll('_', '-')}`,
  title: { ko: `실패하면 이유를 알려줘요: ${ko}`, en: `The page tells the cause: ${en}` },
  async play(scene) {
    const { shop, stage, product } = scene;
    if (!(await shop.shows(product))) return notShown(product.displayAmount);
    const before = await shop.text();
    if (code !== 'USER_CANCELED') stage.sandbox.faults.arm({ name: 'purchase-error', code });
    await tapBuy(scene);
    if (await shop.sheetIsOpen()) await (code === 'USER_CANCELED' ? shop.closeSheet() : shop.pay());
    const said = (await shop.newText(before)).filter((line) => line !== code);
    await shop.picture({ ko, en });
    if (said.length === 0) return fail('The page says nothing new.', '페이지에 새로운 말이 없어요.');
    if (said.every((line) => line.includes(code)))
      return fail(`The page shows only the code ${code}.`, `페이지에 코드 ${code}만 있어요.`);
    return pass(`The page says "${said[0]}".`, `페이지에 "${said[0]}"라고 나와요.`);
  },
}));

/** The scenarios that every review plays. */
export const REQUIRED: readonly ReviewScenario[] = [list, purchase, recovery, ...errors];
