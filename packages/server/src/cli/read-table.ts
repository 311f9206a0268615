import { readFile } from 'node:fs/promises';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';

/**
 * Reads a table as rows of texts: CSV in UTF-8 or in the encoding of Korean Excel, or the first sheet of an .xlsx file.
 *
 * @throws FulfillmentInputError if it cannot be read, or if `read-excel-file` is not installed
 */
export async function readTable(path: string): Promise<string[][]> {
  const bytes = await readFile(path).catch(() => {
    throw new FulfillmentInputError('the file', 'it cannot be read. Check its path.');
  });
  // Every .xlsx is a zip.
  return bytes.subarray(0, 2).toString('latin1') === 'PK' ? readExcel(path) : parseCsv(decode(bytes));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('euc-kr').decode(bytes);
  }
}

async function readExcel(path: string): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/node').catch(() => {
    throw new FulfillmentInputError(
      'the file',
      'an .xlsx file needs a package that is not installed. Run npm install read-excel-file, or save it as .csv.',
    );
  });
  const rows: readonly (readonly unknown[])[] = await readSheet(path);
  return rows.map((row) =>
    row.map((cell) => (cell instanceof Date ? cell.toISOString() : String(cell ?? '')).trim()),
  );
}

/** Reads CSV by RFC 4180: quoted cells may contain commas, line breaks and doubled quotes. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const { groups } of text.replace(/^\ufeff/, '').matchAll(CELL)) {
    const { quoted, plain = '', end } = groups ?? {};
    row.push((quoted === undefined ? plain : quoted.replaceAll('""', '"')).trim());
    if (end === ',') continue;
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  }
  return rows;
}

const CELL = /(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,\r\n]*))(?<end>,|\r?\n|\r|$)/gy;
