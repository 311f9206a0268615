/**
 * Kill points: is there any moment at which a purchase can be interrupted so that your handlers lose or double it?
 *
 * @packageDocumentation
 */

export { type ExploreFailure, type ExploreReport, explore } from './explore/explore.js';
export type {
  AskedStatus,
  ExploredPartner,
  ExploredWorld,
  ExploreOptions,
  HeardOrder,
} from './explore/partner.js';
