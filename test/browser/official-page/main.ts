import { buy, listProducts, recoverPendingOrders } from './shop.js';

const list = document.querySelector('ul') as HTMLUListElement;
const output = document.querySelector('output') as HTMLOutputElement;

function show(work: Promise<string>) {
  return work
    .catch((error) => `error ${error.code}`)
    .then((text) => {
      output.textContent = text;
    });
}

for (const product of await listProducts()) {
  const item = document.createElement('li');
  const name = document.createElement('strong');
  const button = document.createElement('button');
  name.textContent = product.displayName;
  button.textContent = product.displayAmount;
  button.addEventListener('click', () => show(buy(product.sku).then(() => 'bought')));
  item.append(name, button);
  list.append(item);
}
await show(recoverPendingOrders().then((count) => (count > 0 ? `recovered ${count}` : 'ready')));
