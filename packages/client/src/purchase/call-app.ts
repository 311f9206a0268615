/**
 * Calls a callback of the app whose errors must not stop a purchase. An error appears as an unhandled rejection, where
 * error monitoring sees it.
 */
export function callApp(callback: () => unknown): void {
  void (async () => callback())();
}
