/** One cell. */
export type Cell = string | number | undefined;

/** A table to download. */
export interface Sheet {
  /** The file name without its extension. */
  readonly name: string;
  readonly heads: readonly string[];
  readonly rows: ReadonlyArray<readonly Cell[]>;
}

const WIDTH = 22;

/** Downloads a table as an .xlsx file. The library is loaded with the first download. */
export async function downloadSheet({ name, heads, rows }: Sheet): Promise<void> {
  const { default: write } = await import('write-excel-file/browser');
  const head = heads.map((value) => ({ value, fontWeight: 'bold' as const }));
  const body = rows.map((row) => row.map((value) => (value === undefined ? null : { value })));
  await write([head, ...body], { columns: heads.map(() => ({ width: WIDTH })) }).toFile(`${name}.xlsx`);
}
