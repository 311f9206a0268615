import { type PemBlock, pemBlocks } from './pem-blocks.js';

/** The content of a stored certificate or key. */
export type StoredCredential =
  | { readonly kind: 'pem'; readonly blocks: readonly PemBlock[] }
  | { readonly kind: 'der'; readonly bytes: Uint8Array }
  /** Neither of them. Kept for the error message. */
  | { readonly kind: 'other'; readonly text: string };

// PEM in base64, and that in base64 again. No deeper nesting was ever seen.
const LAYERS = 3;
const DER_SEQUENCE = 0x30;

/**
 * Unwraps a stored certificate or key: from quotation marks, from line breaks written as `\n` once or twice, and from
 * base64. `undefined` if it is empty.
 */
export function storedCredential(given: unknown, layers = LAYERS): StoredCredential | undefined {
  if (typeof given !== 'string' && !(given instanceof Uint8Array)) return undefined;
  if (typeof given !== 'string' && given[0] === DER_SEQUENCE && !isText(given))
    return { kind: 'der', bytes: given };
  const text = plainText(typeof given === 'string' ? given : decodeText(given));
  if (text === '') return undefined;
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return { kind: 'pem', blocks };
  const bytes = layers > 0 ? decodeBase64(text) : undefined;
  const inner = bytes && storedCredential(bytes, layers - 1);
  return inner === undefined || inner.kind === 'other' ? { kind: 'other', text } : inner;
}

function plainText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .trim()
    .replace(/^\\?(["'`])([\s\S]*?)\\?\1$/, '$2')
    .replace(/\\+r/g, '')
    .replace(/\\+n/g, '\n')
    .trim();
}

/** Windows tools write UTF-16. */
function decodeText(bytes: Uint8Array): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[1] === 0;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** A text may begin with the digit 0, which is also the first byte of a DER sequence. */
function isText(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d);
}

function decodeBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(digits) || digits.length % 4 === 1) return undefined;
  const binary = atob(digits);
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
