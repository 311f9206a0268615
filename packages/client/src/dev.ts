/**
 * For development only: warnings in the console about mistakes that public mini-apps make. A production build without
 * this import contains nothing of it.
 *
 * @packageDocumentation
 */

export { watchClient } from './dev/watch-client.js';
export { watchIap } from './dev/watch-iap.js';
