import type { PagePayment } from '../host/bridge-socket/wire.js';
import { type Device, toDevice } from '../world/device.js';
import { PAGES_WHILE_PAYING, type PageWhilePaying } from './hidden/page-behind.js';

/** Who a page is that names nobody. */
export const DEFAULT_USER_KEY = 'sandbox-user';

/** What the attributes of the script tag ask for. */
export interface PageOptions {
  readonly device: Device;
  readonly payment: PagePayment;
  /** Whether the Toss app's own pages and pushes are drawn. */
  readonly drawn: boolean;
  /** Whether a badge in the corner opens a panel of the phone. */
  readonly hasPanel: boolean;
  /** What becomes of the page while the order sheet is up. */
  readonly pageWhilePaying: PageWhilePaying;
  /** What is to go wrong next, such as `purchase-error; code=NETWORK_ERROR`; the sandbox says if it knows no such fault. */
  readonly fault?: string | undefined;
  /** One sentence for each attribute that cannot be used; its default is used in its place. */
  readonly complaints: readonly string[];
}

const PAYMENTS: readonly PagePayment[] = ['ask', 'approve', 'cancel'];
const SWITCH = ['on', 'off'] as const;
const ENVIRONMENTS: readonly Device['environment'][] = ['sandbox', 'toss'];
const PLATFORMS: readonly Device['platform'][] = ['android', 'ios'];
const VERSION = /^\d+(\.\d+)*$/;

/** Reads `data-user-key`, `data-payment` and so on. With none of them: a person with an Android sandbox app. */
export function readPageOptions(attributes: Readonly<Record<string, string | undefined>>): PageOptions {
  const complaints: string[] = [];
  const complain = (name: string, given: string, use: string) => {
    complaints.push(`data-${name}="${given}" is not known; use ${use}. (쓸 수 없는 값이라 기본값을 써요.)`);
  };
  const oneOf = <Word extends string>(name: string, given: string | undefined, words: readonly Word[]) => {
    if (given === undefined || given === '') return undefined;
    const word = words.find((known) => known === given);
    if (word === undefined) complain(name, given, words.join(' or '));
    return word;
  };
  const version = (name: string, given: string | undefined) => {
    if (given === undefined || given === '') return undefined;
    if (VERSION.test(given)) return given;
    complain(name, given, 'digits and dots, such as 5.230.0');
    return undefined;
  };
  const device = toDevice({
    userKey: attributes.userKey || DEFAULT_USER_KEY,
    ...given('environment', oneOf('environment', attributes.environment, ENVIRONMENTS)),
    ...given('platform', oneOf('platform', attributes.platform, PLATFORMS)),
    ...given('appVersion', version('app-version', attributes.appVersion)),
    ...given('deviceId', attributes.deviceId || undefined),
    ...given('miniAppVersion', version('mini-app-version', attributes.miniAppVersion)),
  });
  const payment = oneOf('payment', attributes.payment, PAYMENTS) ?? 'ask';
  // Where nobody decides, nobody is there to leave a page of the Toss app.
  const drawn = (oneOf('screens', attributes.screens, SWITCH) ?? (payment === 'ask' ? 'on' : 'off')) === 'on';
  const pageWhilePaying =
    oneOf('page-while-paying', attributes.pageWhilePaying, PAGES_WHILE_PAYING) ?? 'hidden';
  const hasPanel = oneOf('badge', attributes.badge, SWITCH) === 'on';
  const { fault } = attributes;
  return { device, payment, drawn, hasPanel, pageWhilePaying, complaints, ...(fault && { fault }) };
}

/** An optional field that is left out when it has no value. */
function given<Name extends keyof Device>(
  name: Name,
  value: Device[Name] | undefined,
): Partial<Pick<Device, Name>> {
  return value === undefined ? {} : ({ [name]: value } as Pick<Device, Name>);
}
