import { open } from 'node:fs/promises';
import { errorCodes } from '../errors/error-codes.js';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';

/** One cell: a text, a number, or empty. */
export type Cell = string | number | undefined;

// In characters: rows are short, and a write for each would take long.
const WRITTEN_AT_ONCE = 65_536;

/** A table that is written row by row. */
export interface TableWriter {
  row(cells: readonly Cell[]): Promise<void>;
  end(): Promise<void>;
}

/**
 * Opens a table: CSV on standard output, or a file whose extension decides the format.
 *
 * @param path - `.csv` is written row by row; `.xlsx` is kept in memory until the end and needs `write-excel-file`
 * @throws FulfillmentInputError for another extension, or if `write-excel-file` is not installed
 */
export async function openTable(
  path: string | undefined,
  heads: readonly string[],
  out: (line: string) => void,
): Promise<TableWriter> {
  const writer = await choose(path, out);
  await writer.row(heads);
  return writer;
}

async function choose(path: string | undefined, out: (line: string) => void): Promise<TableWriter> {
  if (path === undefined) {
    return { row: async (cells) => out(csvLine(cells)), end: async () => undefined };
  }
  if (path.endsWith('.csv')) return csvFile(path);
  if (path.endsWith('.xlsx')) return excelFile(path);
  throw new FulfillmentInputError('--out', 'its name ends neither with .csv nor with .xlsx.');
}

async function csvFile(path: string): Promise<TableWriter> {
  try {
    return await openCsvFile(path);
  } catch (error) {
    throw unwritable(error);
  }
}

function unwritable(error: unknown): FulfillmentInputError {
  const [code = 'it failed'] = errorCodes(error);
  return new FulfillmentInputError(
    '--out',
    `the file cannot be written (${code}). Check its folder, the rights and the disk.`,
  );
}

async function openCsvFile(path: string): Promise<TableWriter> {
  const file = await open(path, 'w');
  // Without the byte order mark, Excel reads Korean wrongly.
  let text = '\ufeff';
  const write = async () => {
    const part = text;
    text = '';
    await file.writeFile(part).catch(async (error: unknown) => {
      await file.close().catch(() => undefined);
      throw unwritable(error);
    });
  };
  return {
    row: async (cells) => {
      text += `${csvLine(cells)}\r\n`;
      if (text.length >= WRITTEN_AT_ONCE) await write();
    },
    end: async () => {
      await write();
      await file.close();
    },
  };
}

async function excelFile(path: string): Promise<TableWriter> {
  const { default: write } = await import('write-excel-file/node').catch(() => {
    throw new FulfillmentInputError(
      '--out',
      'an .xlsx file needs a package that is not installed. Run npm install write-excel-file, or name a .csv.',
    );
  });
  const rows: (readonly Cell[])[] = [];
  return {
    row: async (cells) => {
      rows.push(cells);
    },
    end: async () => {
      const sheet = rows.map((cells) => cells.map((value) => (value === undefined ? null : { value })));
      await write(sheet)
        .toFile(path)
        .catch((error: unknown) => {
          throw unwritable(error);
        });
    },
  };
}

/** A line of CSV. A text that a spreadsheet would read as a formula is written as text. */
export function csvLine(cells: readonly Cell[]): string {
  return cells.map(csvCell).join(',');
}

function csvCell(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
