/**
 * A grant callback that asks your backend over HTTP.
 *
 * @packageDocumentation
 */

export { type HttpGrantOrder, httpGrant } from './http-grant/http-grant.js';
export type { HttpGrantOptions } from './http-grant/http-grant-options.js';
