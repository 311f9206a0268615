import { byHand, fail, type Seen } from '../evidence.js';
import type { Scene } from '../scenario.js';

/** Thrown if a step is not possible. It ends the scenario with the observation. */
export class NotPossible extends Error {
  constructor(readonly seen: Seen) {
    super(seen.seen.en);
  }
}

/** Taps the buy button of the product, and waits for the order sheet. */
export async function openOrderSheet({ shop, product }: Scene): Promise<void> {
  await tapBuy({ shop, product });
  if (!(await shop.sheetIsOpen()))
    throw new NotPossible(
      fail('No order sheet opened after the tap.', '버튼을 눌렀지만 결제창이 열리지 않았어요.'),
    );
}

/** Taps the buy button of the product. */
export async function tapBuy({ shop, product }: Pick<Scene, 'shop' | 'product'>): Promise<void> {
  if (!(await shop.shows(product))) throw new NotPossible(notShown(product.displayAmount));
  const button = await shop.buyButton(product);
  if (button === undefined)
    throw new NotPossible(
      byHand(
        `Nothing to tap was found near ${product.displayAmount}. Name it in an adapter (buyButton).`,
        `${product.displayAmount} 근처에서 누를 것을 찾지 못했어요. 어댑터의 buyButton으로 알려 주세요.`,
      ),
    );
  await button.click();
}

/** A row that has failed because the page does not show a price. */
export const notShown = (amount: string): Seen =>
  fail(
    `The page does not show ${amount}. If the list is on another page, name the way in an adapter (openShop).`,
    `페이지에 ${amount}이 없어요. 목록이 다른 화면에 있다면 어댑터의 openShop으로 알려 주세요.`,
  );
