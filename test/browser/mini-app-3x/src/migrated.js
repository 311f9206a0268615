// The same purchase after the migration: the import line is split, and the official object is named once.
import { IAP, officialSdkBridge, setBridge } from '@ait-iap/client';
import { IAP as officialIap } from '@apps-in-toss/web-framework';

setBridge(officialSdkBridge(officialIap));

export function buyMigrated(sku, grant, tell) {
  if (!IAP.createOneTimePurchaseOrder.isSupported()) return tell('토스 앱을 업데이트해 주세요.');
  const cleanup = IAP.createOneTimePurchaseOrder({
    options: { sku, processProductGrant: grant },
    onEvent: ({ data }) => {
      tell(`ait-iap: ${data.displayName}, ${data.displayAmount}`);
      cleanup();
    },
    onError: (error) => {
      tell(`ait-iap 오류: ${error.code}`);
      cleanup();
    },
  });
}
