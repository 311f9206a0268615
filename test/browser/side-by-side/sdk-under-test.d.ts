/** Either SDK: both have the official types. */
declare module 'sdk-under-test' {
  export const IAP: typeof import('@apps-in-toss/web-bridge').IAP;
}
