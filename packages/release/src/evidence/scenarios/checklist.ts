import { byHand, fail, pass } from '../evidence.js';
import type { ReviewScenario } from '../scenario.js';
import { openOrderSheet, tapBuy } from './steps.js';

/** A version older than the first one that sells anything. */
const OLD_APP = '5.218.0';

const price: ReviewScenario = {
  id: 'price-as-charged',
  title: { ko: '보이는 가격이 청구 금액과 같아요', en: 'The price shown is the one that is charged' },
  async play(scene) {
    await openOrderSheet(scene);
    const { shop, product, stage } = scene;
    const sheet = await shop.sheetText();
    await shop.picture({ ko: '가격과 결제창', en: 'Price and order sheet' });
    const amount = stage.newestOrder()?.amount.toLocaleString('ko-KR') ?? '';
    return sheet.includes(product.displayAmount)
      ? pass(
          `The page and the sheet say ${product.displayAmount}.`,
          `페이지와 결제창 모두 ${product.displayAmount}이에요.`,
        )
      : fail(
          `The page says ${product.displayAmount}, the sheet ${amount}.`,
          `페이지는 ${product.displayAmount}, 결제창은 ${amount}이에요.`,
        );
  },
};

const cancel: ReviewScenario = {
  id: 'cancel-returns',
  title: { ko: '취소하면 상품 화면으로 돌아와요', en: 'A cancel leads back to the products' },
  async play(scene) {
    const { shop, product } = scene;
    await openOrderSheet(scene);
    await shop.closeSheet();
    await shop.text();
    const back = await shop.shows(product);
    await shop.picture({ ko: '취소한 뒤', en: 'After the cancel' });
    return back
      ? pass('The products are there again.', '상품이 다시 보여요.')
      : fail('The products are not there after the cancel.', '취소한 뒤 상품이 보이지 않아요.');
  },
};

const doubleTap: ReviewScenario = {
  id: 'double-tap',
  title: { ko: '두 번 눌러도 한 번만 결제돼요', en: 'A double tap pays once' },
  async play(scene) {
    const { shop, stage, product } = scene;
    if (!(await shop.shows(product))) await tapBuy(scene);
    const button = await shop.buyButton(product);
    await button?.dblclick();
    if (!(await shop.sheetIsOpen())) return fail('No order sheet opened.', '결제창이 열리지 않았어요.');
    await shop.text();
    const opened = await shop.sheets();
    for (let sheet = 0; sheet < opened; sheet += 1) {
      await shop.pay();
      await shop.text();
    }
    const charges = stage.sandbox.charges().length;
    await shop.picture({ ko: '두 번 누른 뒤', en: 'After two taps' });
    return charges === 1
      ? pass('Two taps, one charge.', '두 번 눌렀고 한 번 결제됐어요.')
      : fail(`Two taps, ${charges} charges.`, `두 번 눌렀고 ${charges}번 결제됐어요.`);
  },
};

const history: ReviewScenario = {
  id: 'purchase-history',
  title: { ko: '구매 내역을 볼 수 있어요', en: 'The user can see what was bought' },
  async play(scene) {
    const { shop, stage } = scene;
    await openOrderSheet(scene);
    await shop.pay();
    await stage.reaches('PURCHASED');
    return showsHistory(scene);
  },
};

const otherDevice: ReviewScenario = {
  id: 'other-device',
  title: { ko: '기기를 바꿔도 구매가 남아요', en: 'A purchase survives a change of device' },
  async play(scene) {
    const { shop, stage } = scene;
    await openOrderSheet(scene);
    await shop.pay();
    await stage.reaches('PURCHASED');
    const other = await stage.phone({ fresh: true });
    await other.open(stage.origin);
    const seen = await showsHistory({ ...scene, shop: other });
    shop.pictures.push(...other.pictures);
    return seen;
  },
};

async function showsHistory({ shop, product }: Parameters<ReviewScenario['play']>[0]) {
  await shop.shows(product);
  if (!(await shop.openHistory()))
    return byHand(
      'Nothing called 구매 내역 was found. Name the way in an adapter (openHistory), or look yourself.',
      '구매 내역으로 가는 것을 찾지 못했어요. 어댑터의 openHistory로 알려 주거나 직접 확인해 주세요.',
    );
  await shop.page.waitForTimeout(1_500);
  const text = await shop.text();
  await shop.picture({ ko: '구매 내역', en: 'What was bought' });
  return text.includes(product.displayName)
    ? pass(`It names ${product.displayName}.`, `${product.displayName}이(가) 있어요.`)
    : fail(`It does not name ${product.displayName}.`, `${product.displayName}이(가) 없어요.`);
}

const oldApp: ReviewScenario = {
  id: 'old-app',
  title: {
    ko: '지원하지 않는 토스 앱에서는 팔지 않아요',
    en: 'An old Toss app is not offered what it cannot buy',
  },
  appVersion: OLD_APP,
  async play({ shop, stage }) {
    const text = (await shop.text()).trim();
    await shop.picture({ ko: `토스 앱 ${OLD_APP}`, en: `Toss app ${OLD_APP}` });
    const [complaint] = shop.complaints;
    if (complaint !== undefined)
      return fail(`The page fails: ${complaint}`, `페이지에서 에러가 나요: ${complaint}`);
    if (text === '') return fail('The page is empty.', '페이지가 비어 있어요.');
    return stage.sandbox.orders().length === 0
      ? pass(
          `The page opens, says "${text.split('\n')[0]}", and sells nothing.`,
          `페이지가 열려 "${text.split('\n')[0]}"라고 하고 아무것도 팔지 않아요.`,
        )
      : fail('An order was opened.', '주문이 열렸어요.');
  },
};

const media: ReviewScenario = {
  id: 'media-pauses',
  title: { ko: '결제하는 동안 소리와 영상이 멈춰요', en: 'Music and video pause while paying' },
  async play(scene) {
    const { shop } = scene;
    await openOrderSheet(scene);
    const media = shop.page.locator('audio, video');
    const present = await media.count();
    const playing = await media.evaluateAll(
      (elements) => elements.filter((element) => !(element as HTMLMediaElement).paused).length,
    );
    await shop.closeSheet();
    if (playing > 0)
      return fail(
        `${playing} of them play on behind the sheet.`,
        `결제창 뒤에서 ${playing}개가 계속 재생돼요.`,
      );
    return present > 0
      ? pass('None of them plays behind the sheet.', '결제창 뒤에서 재생되는 것이 없어요.')
      : byHand(
          'The page has no audio or video element. If it makes sound in another way, listen.',
          '페이지에 소리나 영상 요소가 없어요. 다른 방법으로 소리를 낸다면 직접 들어 보세요.',
        );
  },
};

/** The other rows of the review's list. */
export const CHECKLIST: readonly ReviewScenario[] = [
  price,
  cancel,
  doubleTap,
  history,
  otherDevice,
  oldApp,
  media,
];
