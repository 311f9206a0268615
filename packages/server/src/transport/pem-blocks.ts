/** One block of PEM: its label, and its text with correct line breaks. */
export interface PemBlock {
  /** Such as `CERTIFICATE` or `EC PRIVATE KEY`. */
  readonly label: string;
  readonly text: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
// An encrypted key in the old format names its cipher in the block. Everything else in a block is base64.
const CIPHER = /^\s*Proc-Type:\s*4,ENCRYPTED\s+DEK-Info:\s*(\S+)\s+/;
const LINE_LENGTH = 64;

/**
 * Reads the blocks of a PEM text, no matter how its lines were stored. Hosting dashboards store a variable on one line,
 * so line breaks come back as spaces, indented, or not at all. Text around the blocks is ignored.
 */
export function pemBlocks(text: string): readonly PemBlock[] {
  return [...text.matchAll(BLOCK)].map(([, label = '', body = '']) => {
    const cipher = CIPHER.exec(body);
    const header = cipher === null ? '' : `Proc-Type: 4,ENCRYPTED\nDEK-Info: ${cipher[1]}\n\n`;
    const base64 = body.slice(cipher?.[0].length ?? 0).replace(/\s+/g, '');
    const lines = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
    return {
      label,
      text: `-----BEGIN ${label}-----\n${header}${lines.join('\n')}\n-----END ${label}-----\n`,
    };
  });
}
