/** One of the two kinds of origins of a mini-app's pages. */
export type OriginKind = 'live' | 'qr-test';

/** A backend's answer to pages of one origin. */
export interface BackendAnswer {
  /** The URL of the backend. */
  readonly backend: string;
  /** Which kind of origin the page has. */
  readonly kind: OriginKind;
  /** The origin of the page. */
  readonly origin: string;
  /** The missing or wrong headers, by name. Empty if the page is allowed. */
  readonly missing: readonly MissingHeader[];
  /** Why there was no answer, such as "the name is not known". */
  readonly unreachable: string | undefined;
}

/** A CORS header that blocks the page. */
export interface MissingHeader {
  /** The name of the header. */
  readonly header:
    | 'access-control-allow-origin'
    | 'access-control-allow-credentials'
    | 'access-control-allow-headers'
    | 'access-control-allow-methods';
  /** The answer with this header: to the preflight or to the request itself. */
  readonly answerTo: 'preflight' | 'request';
  /** `with-credentials` if a browser needs it only for a page that sends cookies or other credentials. */
  readonly needed: 'always' | 'with-credentials';
  /** The value of the header. `undefined` if it was missing. */
  readonly found: string | undefined;
  /** The value that lets the page through. */
  readonly wanted: string;
}
