const BLOCK_ON_ONE_LINE = /(-----BEGIN [^-\n]+-----)([^-\n]+)(-----END [^-\n]+-----)/g;

/**
 * PEM as text, however it was stored. Hosting dashboards keep one line a variable, so line ends come back as
 * `\n` written in two characters, as spaces, or not at all, sometimes with quotation marks around the whole.
 */
export function pemText(pem: string | Uint8Array): string {
  const text = typeof pem === 'string' ? pem : new TextDecoder().decode(pem);
  return text
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replaceAll('\\r', '')
    .replaceAll('\\n', '\n')
    .replace(BLOCK_ON_ONE_LINE, (_, begin: string, body: string, end: string) => {
      return `${begin}\n${body.trim().replaceAll(/\s+/g, '\n')}\n${end}\n`;
    })
    .trim();
}
