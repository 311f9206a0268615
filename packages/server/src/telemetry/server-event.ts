import type { FulfillmentEvent } from './fulfillment-event.js';
import type { PartnerCertificateUnusable, PartnerEvent } from './partner-event.js';

/**
 * Everything that this package reports while it works, discriminated on `type`. Later versions may add types: ignore
 * those that you do not know.
 */
export type ServerEvent = PartnerEvent | PartnerCertificateUnusable | FulfillmentEvent;
