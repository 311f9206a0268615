import type { OriginKind } from './backend-answer.js';

/** The origins of a mini-app's pages: those of its users, and those of the QR test. */
export const originsOf = (
  appName: string,
): readonly { readonly kind: OriginKind; readonly origin: string }[] => [
  { kind: 'live', origin: `https://${appName}.apps.tossmini.com` },
  { kind: 'qr-test', origin: `https://${appName}.private-apps.tossmini.com` },
];
