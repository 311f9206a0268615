// Written as public mini-apps of SDK 3.x are: one line that brings everything, and isSupported before each call.
import {
  Device,
  Environment,
  getTossAppVersion,
  graniteEvent,
  IAP,
  NavigationBar,
  SafeArea,
  Screen,
  Share,
  Storage,
  TossAuth,
  User,
} from '@apps-in-toss/web-framework';
import { buyMigrated } from './migrated.js';

const told = document.querySelector('#told');
const granted = [];

function tell(text) {
  told.textContent = text;
}

/** As most public pages do: a grant without a server, recorded before it is answered. */
async function grant({ orderId }) {
  granted.push(orderId);
  await Storage.setItem('granted', JSON.stringify(granted));
  return true;
}

function buyOfficial(sku) {
  if (!IAP.createOneTimePurchaseOrder.isSupported()) return tell('토스 앱을 업데이트해 주세요.');
  const cleanup = IAP.createOneTimePurchaseOrder({
    options: { sku, processProductGrant: grant },
    onEvent: (event) => {
      if (event.type === 'success') tell(`공식: ${event.data.displayName}, ${event.data.displayAmount}`);
      cleanup();
    },
    onError: (error) => {
      tell(`공식 오류: ${error.name} ${error.message}`);
      cleanup();
    },
  });
}

function button(text, onClick) {
  const made = document.createElement('button');
  made.textContent = text;
  made.addEventListener('click', onClick);
  return made;
}

async function showProducts() {
  if (!IAP.getProductItemList.isSupported()) return tell('이 버전에서는 상점을 열 수 없어요.');
  const { products } = await IAP.getProductItemList();
  for (const { sku, displayName, displayAmount } of products) {
    const item = document.createElement('li');
    item.append(
      `${displayName} ${displayAmount} `,
      button('공식 SDK로 사기', () => buyOfficial(sku)),
      ' ',
      button('ait-iap로 사기', () => buyMigrated(sku, grant, tell)),
    );
    document.querySelector('#products').append(item);
  }
}

async function showFacts() {
  const facts = {
    environment: Environment.environment,
    version: [Environment.tossAppVersion, getTossAppVersion()],
    os: Device.os,
    hash: (await User.getAnonymousKey()).hash.length,
    login: (await TossAuth.login()).referrer,
    // Of the official module, whatever stands in for the rest.
    official: [
      Device.openURL('https://a'),
      await Share.createLink({ path: '/a' }),
      await NavigationBar.setOptions({}),
    ],
    insets: SafeArea.get().bottom,
    others: [typeof Screen.close, typeof graniteEvent.addEventListener],
    pending: IAP.getPendingOrders.isSupported() ? (await IAP.getPendingOrders()).orders.length : -1,
  };
  document.querySelector('#facts').textContent = JSON.stringify(facts, undefined, 1);
}

showProducts()
  .then(showFacts)
  .catch((error) => tell(`실패: ${error.name} ${error.code ?? ''} ${error.message}`));
