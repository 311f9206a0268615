import type { HostScreen } from '../wire/wire-event.js';
import type { TossApp } from './toss-app.js';

/** The Toss app puts a screen of its own over the page. */
export function showScreen(app: TossApp, orderId: string, screen: HostScreen, code?: string): void {
  const { userKey } = app.device;
  app.wire.publish({ type: 'screen.shown', orderId, userKey, screen, ...(code !== undefined && { code }) });
}
