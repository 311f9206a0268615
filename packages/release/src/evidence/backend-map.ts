/** An origin that the pages call, and the local backend that answers for it. */
export interface BackendMap {
  /** The origin in the code of the bundle, such as `https://api.gem-shop.kr`. */
  readonly from: string;
  /** The origin of the running backend, such as `http://127.0.0.1:4610`. */
  readonly to: string;
}

/** Reads `URL`, or `URL=URL` if the bundle calls another address than that of the local backend. */
export function backendMap(text: string): BackendMap | undefined {
  const [from, to = from] = text.split(/=(?=https?:\/\/)/);
  const [asked, answering] = [URL.parse(from ?? ''), URL.parse(to ?? '')];
  if (asked === null || answering === null) return undefined;
  return { from: asked.origin, to: answering.origin };
}
