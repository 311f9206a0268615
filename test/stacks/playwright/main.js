import { createIapClient } from '@ait-iap/client';
import { httpGrant } from '@ait-iap/client/http-grant';

const iap = createIapClient();
const grant = httpGrant({
  url: 'http://127.0.0.1:4690/iap/grant',
  headers: { authorization: 'Bearer user-1' },
});
document.getElementById('buy').addEventListener('click', async () => {
  const outcome = await iap.purchase('ait.sandbox.consumable-1', { grant });
  document.getElementById('result').textContent = outcome.status;
});
