import type { PagePayment } from '../host/bridge-socket/wire.js';
import { type Device, toDevice } from '../world/device.js';
import { PAGES_WHILE_PAYING, type PageWhilePaying } from './hidden/page-behind.js';

/** The user of a page that names none. */
export const DEFAULT_USER_KEY = 'sandbox-user';

/** The options from the attributes of the script tag. */
export interface PageOptions {
  /** The phone, its user and its app. */
  readonly device: Device;
  /** What answers the order sheet. */
  readonly payment: PagePayment;
  /** Whether to draw the Toss app's own screens and pushes. */
  readonly drawn: boolean;
  /** Whether to show the badge in the corner, which opens the panel. */
  readonly hasPanel: boolean;
  /** What happens to the page while the order sheet is open. */
  readonly pageWhilePaying: PageWhilePaying;
  /** The next fault, such as `purchase-error; code=NETWORK_ERROR`. The sandbox says so if it does not know it. */
  readonly fault?: string | undefined;
  /** One sentence for each invalid attribute. Its default is used instead. */
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
    ...given('deploymentId', attributes.deploymentId || undefined),
    ...given('miniAppVersion', version('mini-app-version', attributes.miniAppVersion)),
  });
  const payment = oneOf('payment', attributes.payment, PAYMENTS) ?? 'ask';
  // If no person decides on the sheet, no person can leave a screen of the Toss app either.
  const drawn = (oneOf('screens', attributes.screens, SWITCH) ?? (payment === 'ask' ? 'on' : 'off')) === 'on';
  const pageWhilePaying =
    oneOf('page-while-paying', attributes.pageWhilePaying, PAGES_WHILE_PAYING) ?? 'hidden';
  const hasPanel = oneOf('badge', attributes.badge, SWITCH) === 'on';
  const { fault } = attributes;
  return { device, payment, drawn, hasPanel, pageWhilePaying, complaints, ...(fault && { fault }) };
}

/** An optional field. It is left out if it has no value. */
function given<Name extends keyof Device>(
  name: Name,
  value: Device[Name] | undefined,
): Partial<Pick<Device, Name>> {
  return value === undefined ? {} : ({ [name]: value } as Pick<Device, Name>);
}
