import { type Mutant, simulation, tests } from '../mutant.js';

const CLIENT = 'packages/client/src';
const WHOLE = tests('test/integration/whole-purchase.test.ts');

/** Mistakes on the phone: the client, its notes and its locks. */
export const PHONE_MUTANTS: readonly Mutant[] = [
  {
    name: 'a lock is freed after ten seconds, although the user was charged',
    file: `${CLIENT}/desk/note-end.ts`,
    find: `hostSaid === 'failure' || (!isUnlisted(note) && isSupportedBy(session, 'getPendingOrders'));`,
    replace: `hostSaid === 'failure' || isSupportedBy(session, 'getPendingOrders');`,
    convictedBy: [simulation],
  },
  {
    name: 'a charge without an order is forgotten',
    file: `${CLIENT}/purchase/follow-sheet.ts`,
    find: "if (category === 'paid-unresolved') return 'charge';",
    replace: "if (category === 'paid-unresolved') return 'unpaid';",
    convictedBy: [simulation],
  },
  {
    name: 'a payment that waits for an approval is forgotten',
    file: `${CLIENT}/purchase/follow-sheet.ts`,
    find: "return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';",
    replace: "return code === 'PAYMENT_PENDING' ? 'unpaid' : 'failure';",
    convictedBy: [simulation],
  },
  {
    name: 'a failure with an unknown charge is treated as "not paid"',
    file: `${CLIENT}/purchase/follow-sheet.ts`,
    find: "return code === 'PAYMENT_PENDING' ? 'approval' : 'failure';",
    replace: "return code === 'PAYMENT_PENDING' ? 'approval' : 'unpaid';",
    convictedBy: [tests(`${CLIENT}/purchase`), simulation],
  },
  {
    name: 'two taps open two sheets',
    file: `${CLIENT}/desk/holds.ts`,
    find: "if (purchases.has(sku)) throw new IapError('PURCHASE_IN_PROGRESS', 'buy');",
    replace: '',
    convictedBy: [simulation],
  },
  {
    name: 'an order is closed without a grant',
    file: `${CLIENT}/grant/recover-order.ts`,
    find: 'if (granted && (closed || (await completeOrder(session, orderId)))) {',
    replace: 'if (closed || (await completeOrder(session, orderId))) {',
    convictedBy: [simulation],
  },
  {
    name: 'the Toss app gets a yes whatever the grant callback answered',
    file: `${CLIENT}/purchase/follow-sheet.ts`,
    find: "callHost(session, 'processProductGrant', [{ orderId, isProductGranted }]).then(",
    replace: "callHost(session, 'processProductGrant', [{ orderId, isProductGranted: true }]).then(",
    convictedBy: [simulation],
  },
  {
    name: 'a recovery works on a product while a purchase works on it',
    file: `${CLIENT}/recovery/recover-in-turn.ts`,
    find: 'if (isLeftToPurchase(session, sku)) return busy;',
    replace: '',
    convictedBy: [tests(`${CLIENT}/recovery`)],
  },
  {
    name: 'an earlier order of the product is not looked for before a sheet opens',
    file: `${CLIENT}/purchase/resolve-earlier.ts`,
    find: '.filter(({ orderId }) => !finished.has(orderId));',
    replace: '.filter(({ orderId }) => orderId === sku && !finished.has(orderId));',
    convictedBy: [simulation],
  },
  {
    name: 'the note of a sheet is written after it has opened',
    file: `${CLIENT}/desk/sheet-record.ts`,
    find: '  partsOf(await note({}), (part) => known.push(part.sheet));\n',
    replace: '  void clock.sleep(60_000).then(() => book.change(sku, (now) => now ?? { openedAt }));\n',
    convictedBy: [tests(`${CLIENT}/purchase`), simulation],
  },
  {
    name: 'the host gets its answer before the paid order is written down',
    file: `${CLIENT}/purchase/follow-sheet.ts`,
    find: '  await noted;\n  // In the legacy path',
    replace: '  // In the legacy path',
    convictedBy: [tests(`${CLIENT}/purchase/noted-before-answered.test.ts`)],
  },
  {
    name: 'the error says not charged when the charge is unknown',
    file: `${CLIENT}/errors/error-cases.ts`,
    find: "NETWORK_ERROR: ['try-again', 'unknown',",
    replace: "NETWORK_ERROR: ['try-again', 'no',",
    convictedBy: [simulation],
  },
  {
    name: 'an order that was already in the history frees a product that was charged',
    file: `${CLIENT}/desk/history-of-product.ts`,
    find: 'return !!note.seen && mayBeOrderOf(note, { orderId, paidAt });',
    replace: 'return mayBeOrderOf({ ...note, seen: [] }, { orderId, paidAt });',
    convictedBy: [tests(`${CLIENT}/desk/history-before.test.ts`), simulation],
  },
  {
    name: 'a grant callback has no time limit',
    file: `${CLIENT}/grant/grant-run.ts`,
    find: 'const deadline = now + Math.min(Math.max(end - now, SECOND_DECISION_MS), limitMs);',
    replace: 'const deadline = now + Math.max(end - now, 3_600_000);',
    convictedBy: [tests(`${CLIENT}/grant`), simulation],
  },
  {
    name: 'a silent sheet is waited for, for ever',
    file: `${CLIENT}/purchase/hear-sheet.ts`,
    find: 'session.clock.sleep(limitMs, patience.signal)',
    replace: 'session.clock.sleep(limitMs * 1e9, patience.signal)',
    convictedBy: [simulation],
  },
  {
    name: 'the answer "pending" is treated as granted',
    file: `${CLIENT}/http-grant/http-grant.ts`,
    find: "if (outcome === 'granted' || outcome === 'already_granted') return true;",
    replace:
      "if (outcome === 'granted' || outcome === 'already_granted' || outcome === 'pending') return true;",
    convictedBy: [simulation],
  },
  {
    name: 'the answer "refused" is treated as already granted',
    file: `${CLIENT}/http-grant/http-grant.ts`,
    find: "if (outcome === 'refused') return false;",
    replace: "if (outcome === 'refused') return true;",
    convictedBy: [simulation],
  },
  {
    name: 'the grant window of the Toss app never ends in the sandbox',
    file: 'packages/sandbox/src/app-market/orders/grant-window.ts',
    find: "world.onDue(DUE.grantWindow, (orderId) => world.record({ type: 'GrantWindowClosed', orderId }));",
    replace: 'world.onDue(DUE.grantWindow, () => undefined);',
    convictedBy: [tests('packages/sandbox/src/app-market/orders/grant-window.test.ts')],
  },
  {
    name: 'the explorer lets one tap be paid twice',
    file: 'packages/sandbox/src/explore/invariants.ts',
    find: 'if (charges.length > taps)',
    replace: 'if (charges.length > orders.length)',
    convictedBy: [tests('packages/sandbox/src/explore/invariants.test.ts'), WHOLE],
  },
];
