import { type ColumnDef, type RowData, tableFeatures, useTable } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import { m } from '../paraglide/messages.js';

/** The sandbox sorts lists and divides them into pages, so the table does neither. */
export const FEATURES = tableFeatures({});

/** A column of {@link DataTable}. */
export type Column<Row extends RowData> = ColumnDef<typeof FEATURES, Row> & {
  readonly meta?: { readonly align?: 'end'; readonly className?: string };
};

interface DataTableProps<Row extends RowData> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** Shown instead of an empty table. */
  readonly empty: ReactNode;
}

/** A table that scrolls sideways if it is too wide. It is a region inside the card of the same name: so it needs one of its own. */
export function DataTable<Row extends RowData>({ label, columns, rows, rowId, empty }: DataTableProps<Row>) {
  const table = useTable({
    features: FEATURES,
    columns: columns as ColumnDef<typeof FEATURES, Row>[],
    data: rows as Row[],
    getRowId: rowId,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section className="table-scroll" aria-label={m.table_of({ name: label })} tabIndex={0}>
      <table className="table">
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" data-align={metaOf(header.column.columnDef)?.align}>
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} data-row={row.id}>
              {row.getAllCells().map((cell) => {
                const meta = metaOf(cell.column.columnDef);
                return (
                  <td key={cell.id} data-align={meta?.align} className={meta?.className}>
                    <table.FlexRender cell={cell} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </section>
  );
}

function metaOf(column: object): { align?: 'end'; className?: string } | undefined {
  return (column as { meta?: { align?: 'end'; className?: string } }).meta;
}
