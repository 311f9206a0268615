import { Link } from '@tanstack/react-router';
import type { Column } from '../design/data-table.js';
import { won } from '../language/format.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { type MenuSubject, PurchaseMenu } from '../timeline/purchase-menu.js';

/** The common fields of payments and refunds. */
export interface ListRow {
  readonly orderId: string;
  readonly productName: string;
  readonly amount: number;
}

const HEAD = 13;
const TAIL = 6;

/** 거래 ID, with a link to the order. Ids of the same time begin alike, so the end is shown too. */
export const idColumn = <Row extends ListRow>(): Column<Row> => ({
  id: 'id',
  header: m.transaction_id(),
  cell: ({ row: { original } }) => {
    const { orderId } = original;
    return (
      <Link to="/orders/$orderId" params={{ orderId }} className="mono" title={orderId}>
        {orderId.slice(0, HEAD)}…{orderId.slice(-TAIL)}
      </Link>
    );
  },
});

/** 상품 */
export const productColumn = <Row extends ListRow>(): Column<Row> => ({
  id: 'product',
  header: m.product(),
  cell: ({ row: { original } }) => original.productName,
});

/** 판매가 */
export const priceColumn = <Row extends ListRow>(): Column<Row> => ({
  id: 'price',
  header: m.sale_price(),
  cell: ({ row: { original } }) => won(original.amount),
  meta: { align: 'end' },
});

/** A day or a time. */
export const timeColumn = <Row extends ListRow>(
  id: string,
  header: string,
  at: (row: Row) => number | undefined,
  write: (at: number) => string = dayAndTime,
): Column<Row> => ({
  id,
  header,
  cell: ({ row: { original } }) => {
    const time = at(original);
    return time === undefined ? '' : write(time);
  },
});

/** The actions of the row. */
export const menuColumn = <Row extends ListRow>(subject: (row: Row) => MenuSubject): Column<Row> => ({
  id: 'menu',
  header: () => <span className="visually-hidden">{m.more()}</span>,
  cell: ({ row: { original } }) => <PurchaseMenu subject={subject(original)} />,
  meta: { align: 'end' },
});
