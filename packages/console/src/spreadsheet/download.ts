/** One cell. */
export type Cell = string | number | undefined;

/** A table to download. */
export interface Sheet {
  /** Without the ending. */
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: ReadonlyArray<readonly Cell[]>;
}

const WIDTH = 22;

/** Gives the table to the reader as an .xlsx file. What makes it is loaded with the first one. */
export async function downloadSheet({ name, heads, rows }: Sheet): Promise<void> {
  const { default: write } = await import('write-excel-file/browser');
  const head = heads.map((value) => ({ value, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((value) => (value === undefined ? null : { value })));
  await write([head, ...body], { columns: heads.map(() => ({ width: WIDTH })) }).toFile(`${name}.xlsx`);
}
