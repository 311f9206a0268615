/**
 * A grant callback that asks your backend over HTTP.
 *
 * @packageDocumentation
 */

export { type HttpGrantOptions, httpGrant } from './http-grant/http-grant.js';
