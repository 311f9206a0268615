/**
 * Kill points: finds moments at which an interrupted purchase is lost or granted twice by your handlers.
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
