import type { OriginKind } from './backend-answer.js';

/** The origins of a mini-app's pages: live and QR test. */
export const originsOf = (
  appName: string,
): readonly { readonly kind: OriginKind; readonly origin: string }[] => [
  { kind: 'live', origin: `https://${appName}.apps.tossmini.com` },
  { kind: 'qr-test', origin: `https://${appName}.private-apps.tossmini.com` },
];
