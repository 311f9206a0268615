/** What is known about the connection. */
export interface PartnerApiContext {
  /** The common name of the client certificate. Absent if there was none. */
  readonly clientName?: string;
}

/**
 * The partner API as one function. For a fault of the connection it rejects with a `PartnerFault`, which a server
 * applies to the socket. If you use the function as a `fetch`, the caller sees a rejection, as for a cut connection.
 */
export type PartnerApi = (request: Request, context?: PartnerApiContext) => Promise<Response>;
