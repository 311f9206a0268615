// SDK 3.x is not on the npm registry: for the guides its module has the types of the sandbox's stand-in.
declare module '@apps-in-toss/web-framework' {
  export { Device, Environment, IAP, Storage, TossAuth, User } from '@ait-iap/sandbox/official-sdk';
}
