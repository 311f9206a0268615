// The whole shop without React: the functions of the official SDK, imported from '@ait-iap/client'.

import { errorPage, getProductItemList, type IapProductListItem } from '@ait-iap/client';
import { buy } from './buy.js';
import { recoverPendingOrders } from './recover.js';
import '../styles.css';

const list = document.querySelector('.products') as HTMLUListElement;
const message = document.querySelector('output') as HTMLOutputElement;

async function act(work: () => Promise<string>): Promise<void> {
  const buttons = [...list.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  message.textContent = await work().catch((error: unknown) => errorPage(error).body.ko);
  for (const button of buttons) button.disabled = false;
}

function card({ sku, displayName, displayAmount, description }: IapProductListItem): HTMLLIElement {
  const item = document.createElement('li');
  item.className = 'product';
  const text = document.createElement('div');
  text.className = 'product-text';
  const name = document.createElement('strong');
  name.textContent = displayName;
  const about = document.createElement('span');
  about.textContent = description;
  text.append(name, about);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = displayAmount;
  button.addEventListener('click', () => act(() => buy(sku).then(() => '구매했어요.')));
  item.append(text, button);
  return item;
}

async function start(): Promise<string> {
  const products = await getProductItemList();
  if (!products) return '토스 앱을 업데이트하면 살 수 있어요.';
  // A subscription is bought with createSubscriptionPurchaseOrder.
  list.append(...products.products.filter(({ type }) => type !== 'SUBSCRIPTION').map(card));
  const recovered = await recoverPendingOrders();
  return recovered > 0 ? `받지 못한 상품 ${recovered}개를 지급했어요.` : '원하는 상품을 골라 주세요.';
}

await act(start);
