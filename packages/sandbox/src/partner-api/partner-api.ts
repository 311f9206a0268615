/** What the connection tells besides the request. */
export interface PartnerApiContext {
  /** Common name of the client certificate; absent when there was none to look at. */
  readonly clientName?: string;
}

/**
 * The partner API as one function. Faults that are about the connection reject with a `PartnerFault`, which a server
 * carries out on the socket; used as a `fetch`, a rejection is what a caller sees of a cut connection.
 */
export type PartnerApi = (request: Request, context?: PartnerApiContext) => Promise<Response>;
