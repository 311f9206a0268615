/**
 * Calls back into the app at a place where its own fault must not stop a purchase: what it throws or rejects with
 * surfaces as an unhandled rejection, where error monitoring looks.
 */
export function callApp(callback: () => unknown): void {
  void (async () => callback())();
}
