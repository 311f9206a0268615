import type { Dice } from '../../../packages/server/test/stories/dice.js';
import type { Phone } from './phone.js';
import type { Street } from './street.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const SKUS = ['gems', 'coins'];

/** What somebody does next with a phone. */
const DEEDS = {
  buys: 40,
  'buys and tries again': 25,
  'taps twice': 6,
  'buys and leaves': 6,
  reloads: 10,
  'reloads and recovers': 12,
  recovers: 8,
  'is killed': 6,
  'sets the clock': 3,
  'tries the order of somebody else': 5,
} as const;

type Deed = keyof typeof DEEDS;

/** Lives with a phone: buys, waits, tries again, as people do. Resolves when that is over. */
export async function liveWith(phone: Phone, street: Street, dice: Dice): Promise<void> {
  const { clock, counts, without } = street;
  const deeds = dice.between(1, 6);
  await clock.sleep(dice.spread(1, 30 * SECOND));
  for (let number = 0; number < deeds; number += 1) {
    // A person cannot tap behind an open sheet, or in an app that is closed.
    while (phone.hasSheetOpen) await clock.sleep(SECOND);
    if (!phone.isOn) await comeBack(phone, street, dice);
    const deed = dice.weigh(DEEDS);
    if (without.has(deed)) continue;
    counts.add(`person ${deed}`);
    await act(deed, phone, street, dice);
    // Mostly at once, sometimes the next day.
    await clock.sleep(dice.chance(0.15) ? dice.spread(MINUTE, 40 * HOUR) : dice.spread(100, 2 * MINUTE));
  }
}

async function act(deed: Deed, phone: Phone, street: Street, dice: Dice): Promise<void> {
  const { clock } = street;
  const sku = dice.pick(SKUS);
  // The tap goes on while its person does something else.
  const busy = (work: Promise<void>) => Promise.race([work, clock.sleep(dice.spread(SECOND, 20 * MINUTE))]);
  switch (deed) {
    case 'buys':
      return busy(phone.tap(sku));
    case 'buys and tries again':
      await busy(phone.tap(sku));
      await clock.sleep(dice.spread(100, 20 * SECOND));
      return phone.isOn && !phone.hasSheetOpen ? busy(phone.tap(sku)) : undefined;
    case 'taps twice': {
      const first = phone.tap(sku);
      await clock.sleep(dice.pick([0, 1, 30, 400]));
      return busy(Promise.race([first, phone.isOn ? phone.tap(sku) : first]));
    }
    case 'buys and leaves':
      return busy(phone.tap(sku, dice.spread(1, 30 * SECOND)));
    case 'reloads':
      return phone.open();
    case 'reloads and recovers':
      phone.open();
      return busy(phone.recover());
    case 'recovers':
      return busy(phone.recover());
    case 'is killed':
      return phone.kill();
    case 'sets the clock':
      return phone.setClock(dice.pick([0, MINUTE, -MINUTE, 2 * HOUR, -DAY, 400 * DAY]));
    case 'tries the order of somebody else':
      return steal(phone, street, dice);
  }
}

/** Opens the mini-app again. Some users are impatient and try the same purchase again at once. */
async function comeBack(phone: Phone, { clock }: Street, dice: Dice): Promise<void> {
  const isImpatient = dice.chance(0.4);
  await clock.sleep(isImpatient ? dice.spread(SECOND, 6 * SECOND) : dice.spread(2 * SECOND, HOUR));
  phone.open();
  if (isImpatient)
    return void (await Promise.race([phone.tapAgain(), clock.sleep(dice.spread(SECOND, MINUTE))]));
  if (dice.chance(0.7)) await Promise.race([phone.recover(), clock.sleep(dice.spread(10, 30 * SECOND))]);
}

/** Sends the backend an order id of another user. */
async function steal({ userKey }: Phone, street: Street, dice: Dice): Promise<void> {
  const others = street.server.sales.filter((sale) => sale.userKey !== userKey);
  if (others.length === 0) return;
  const { orderId } = dice.pick(others);
  const headers = { 'content-type': 'application/json', 'x-session': userKey };
  const request = new Request('https://shop.test/grant', {
    ...{ method: 'POST', headers, body: JSON.stringify({ orderId }) },
  });
  const response = await street.handle(request).catch(() => undefined);
  if (response?.status !== 200) return;
  const { outcome } = (await response.json()) as { readonly outcome?: string };
  if (outcome === 'granted' || outcome === 'already_granted')
    street.complain(`${userKey} was told ${outcome} for the order ${orderId} of somebody else`);
}
