import { createIapClient, IAP, setBridge } from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';
import { useProducts } from '@ait-iap/client/react';
import { createSandbox } from '@ait-iap/sandbox';
import { serveSandbox } from '@ait-iap/sandbox/serve';
import { tossSandbox } from '@ait-iap/sandbox/vite';

const sandbox = createSandbox();
setBridge(sandbox.bridge({ userKey: 'user-1' }));
const grant = httpGrant({ url: '/grant' });
export const outcome = createIapClient().purchase('sku', { grant });
export const list = IAP.getProductItemList();
export const names: string[] = sandbox.world.products().map(({ name }) => name);
export { serveSandbox, tossSandbox, useProducts };

// @ts-expect-error a sku is a text
createIapClient().purchase(1, { grant });
