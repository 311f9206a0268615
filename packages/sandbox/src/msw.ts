export { type PartnerApiHandlersOptions, partnerApiHandlers } from './msw/partner-api-handlers.js';
