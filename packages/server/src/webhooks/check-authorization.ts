/** What the header `Authorization` of a webhook has to be, as it was chosen in the console. */
export interface WebhookAuthorization {
  /** `Basic` sends the value in base64 (the platform's word); `Bearer` was seen too, and sends it as it is. */
  readonly scheme: 'Basic' | 'Bearer';
  /** The value from the console; several while it is being changed. */
  readonly value: string | readonly string[];
}

/** Whether a header is the one that was agreed on. Takes the same time for every wrong one. */
export async function checkAuthorization(
  header: string | null,
  { scheme, value }: WebhookAuthorization,
): Promise<boolean> {
  const given = await digest(header ?? '');
  let matches = false;
  for (const each of typeof value === 'string' ? [value] : value) {
    const expected = await digest(`${scheme} ${scheme === 'Basic' ? base64(each) : each}`);
    matches = equal(given, expected) || matches;
  }
  return matches && header !== null;
}

// Compared as digests: of equal length whatever was sent, and not predictable byte by byte.
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
