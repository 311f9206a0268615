/** The two schemes in which the platform sends the value. */
export const AUTHORIZATION_SCHEMES = ['Basic', 'Bearer'] as const;

/** One of {@link AUTHORIZATION_SCHEMES}. */
export type AuthorizationScheme = (typeof AUTHORIZATION_SCHEMES)[number];

/** The expected `Authorization` header of a webhook, as you chose it in the console. */
export interface WebhookAuthorization {
  /**
   * `Basic` sends the value in base64 (as the platform says). `Bearer` sends it as it is (observed). To accept both, pass
   * `['Basic', 'Bearer']`. Upper and lower case do not matter, here and in the header.
   */
  readonly scheme: AuthorizationScheme | readonly AuthorizationScheme[];
  /** The value from the console. Pass several while you change it. */
  readonly value: string | readonly string[];
}

/** The accepted headers, ready to be compared. */
export interface ReadAuthorization {
  readonly schemes: readonly AuthorizationScheme[];
  readonly values: readonly string[];
}

/** Whether a header is accepted. It takes the same time for every wrong header. */
export async function checkAuthorization(
  header: string | null,
  { schemes, values }: ReadAuthorization,
): Promise<boolean> {
  const [, scheme = '', credentials = ''] = /^\s*(\S+)\s+(.*?)\s*$/.exec(header ?? '') ?? [];
  const given = await digest(`${scheme.toLowerCase()} ${credentials}`);
  let matches = false;
  for (const each of schemes) {
    for (const value of values) {
      const expected = await digest(`${each.toLowerCase()} ${each === 'Basic' ? base64(value) : value}`);
      matches = equal(given, expected) || matches;
    }
  }
  return matches && header !== null;
}

// Compared as digests: they have equal length for any input, and cannot be guessed byte by byte.
async function digest(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i += 1) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
