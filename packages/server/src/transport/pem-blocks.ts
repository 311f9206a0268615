/** One block of PEM: what it says that it is, and its text with line ends where they belong. */
export interface PemBlock {
  /** Such as `CERTIFICATE` or `EC PRIVATE KEY`. */
  readonly label: string;
  readonly text: string;
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
// An encrypted key of the old kind names its cipher in the block; everything else in a block is base64.
const CIPHER = /^\s*Proc-Type:\s*4,ENCRYPTED\s+DEK-Info:\s*(\S+)\s+/;
const LINE_LENGTH = 64;

/**
 * The blocks of a PEM text, however its lines were kept: hosting dashboards keep one line a variable, so line ends come back as
 * spaces, indented, or not at all. What stands around the blocks is left out.
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
