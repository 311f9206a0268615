/** One of the two places from which pages of a mini-app ask. */
export type OriginKind = 'live' | 'qr-test';

/** What a backend said to a page of one origin. */
export interface BackendAnswer {
  readonly backend: string;
  readonly kind: OriginKind;
  readonly origin: string;
  /** The headers that are missing or wrong, by the name of the header; empty if the page is let in. */
  readonly missing: readonly MissingHeader[];
  /** Why there was no answer at all, such as "the name is not known". */
  readonly unreachable: string | undefined;
}

/** A header of CORS that does not let the page in. */
export interface MissingHeader {
  readonly header:
    | 'access-control-allow-origin'
    | 'access-control-allow-credentials'
    | 'access-control-allow-headers'
    | 'access-control-allow-methods';
  /** Of the request without credentials' sake: the preflight, or the request itself. */
  readonly answerTo: 'preflight' | 'request';
  /** What came; `undefined` if nothing came. */
  readonly found: string | undefined;
  readonly wanted: string;
}
