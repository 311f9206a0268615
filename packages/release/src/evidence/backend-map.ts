/** Where the pages ask, and the backend of this machine that answers in its place. */
export interface BackendMap {
  /** Origin in the code of the bundle, such as `https://api.gem-shop.kr`. */
  readonly from: string;
  /** Origin of the running backend, such as `http://127.0.0.1:4610`. */
  readonly to: string;
}

/** Reads `URL`, or `URL=URL` where the bundle asks another address than the backend's on this machine. */
export function backendMap(text: string): BackendMap | undefined {
  const [from, to = from] = text.split(/=(?=https?:\/\/)/);
  const [asked, answering] = [URL.parse(from ?? ''), URL.parse(to ?? '')];
  if (asked === null || answering === null) return undefined;
  return { from: asked.origin, to: answering.origin };
}
