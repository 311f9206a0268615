import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';

/** One cell: a text, a number, or empty. */
export type Cell = string | number | undefined;

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
  const writer = await open(path, out);
  await writer.row(heads);
  return writer;
}

async function open(path: string | undefined, out: (line: string) => void): Promise<TableWriter> {
  if (path === undefined) {
    return { row: async (cells) => out(csvLine(cells)), end: async () => undefined };
  }
  if (path.endsWith('.csv')) return csvFile(path);
  if (path.endsWith('.xlsx')) return excelFile(path);
  throw new FulfillmentInputError('--out', 'its name ends neither with .csv nor with .xlsx.');
}

async function csvFile(path: string): Promise<TableWriter> {
  const stream = createWriteStream(path);
  // If the file cannot be opened, the error appears here, not as an event without a listener.
  await once(stream, 'open');
  // Without this mark Excel does not read Korean correctly.
  stream.write('\ufeff');
  return {
    row: async (cells) => {
      if (!stream.write(`${csvLine(cells)}\r\n`)) await once(stream, 'drain');
    },
    end: async () => {
      stream.end();
      await once(stream, 'close');
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
      await write(sheet).toFile(path);
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
