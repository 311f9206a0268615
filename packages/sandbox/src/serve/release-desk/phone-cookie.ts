/** What a browser profile remembers as a phone: its bundle and its user. */
export interface Phone {
  /** The version that was opened last. Its files are served until a page is opened again. */
  readonly version: string;
  readonly userKey: string;
  /** The access token, if the browser is not on this machine. */
  readonly token: string | undefined;
}

/** Cookies ignore ports, so two sandboxes on one machine would read each other's cookies. */
const nameFor = (port: string) => `ait-iap-phone-${port}`;

/** Reads the cookie of a request. */
export function readPhone(cookies: string | undefined, port: string): Phone | undefined {
  const start = `${nameFor(port)}=`;
  const found = (cookies ?? '').split(/;\s*/).find((cookie) => cookie.startsWith(start));
  if (found === undefined) return undefined;
  const fields = new URLSearchParams(found.slice(start.length));
  const [version, userKey] = [fields.get('version'), fields.get('user')];
  if (version === null || userKey === null) return undefined;
  return { version, userKey, token: fields.get('token') ?? undefined };
}

/** Writes the cookie for as long as the browser runs. */
export function phoneCookie({ version, userKey, token }: Phone, port: string): string {
  const fields = new URLSearchParams({ version, user: userKey, ...(token !== undefined && { token }) });
  return `${nameFor(port)}=${fields}; Path=/; HttpOnly; SameSite=Lax`;
}
