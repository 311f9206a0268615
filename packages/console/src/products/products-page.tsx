import { PRODUCT_TYPES, salePrice } from '@ait-iap/protocol';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { act } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import { type Product, REVIEW_STATES } from '../api/product.js';
import { Badge } from '../design/badge.js';
import { Choice } from '../design/choice.js';
import { type Column, DataTable } from '../design/data-table.js';
import { Empty } from '../design/empty.js';
import { Icon } from '../design/icons.js';
import { Page } from '../design/page.js';
import { SearchField } from '../design/search-field.js';
import { TableFoot } from '../design/table-foot.js';
import { Toggle } from '../design/toggle.js';
import { won } from '../language/format.js';
import { day } from '../language/korean-time.js';
import { language } from '../language/language.js';
import { reviewWord, typeText } from '../orders/order-words.js';
import { useProducts } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { exposureDeed } from './product-deeds.js';
import { ProductMenu } from './product-menu.js';

const PAGE_SIZE = 10;

/** 인앱 상품: products on sale and in review. */
export function ProductsPage() {
  const { q = '', type = 'all', review = 'all', page = 1 } = useSearch({ from: '/products' });
  const navigate = useNavigate();
  const search = (changes: object) =>
    void navigate({
      to: '/products',
      search: (before) => ({ ...before, page: 1, ...changes }),
      replace: true,
    });
  const products = useProducts();
  const found = products.filter(
    (product) =>
      product.name.toLowerCase().includes(q.trim().toLowerCase()) &&
      (type === 'all' || product.type === type) &&
      (review === 'all' || product.review === review),
  );
  const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
  const shown = Math.min(page, pages);
  const columns = useColumns();
  return (
    <Page
      title={m.products()}
      lead={m.products_lead()}
      side={
        <Link to="/products/new" className="button" data-kind="primary">
          <Icon name="plus" size={16} />
          {m.register()}
        </Link>
      }
    >
      <section className="card" aria-label={m.products()}>
        <div className="toolbar">
          <SearchField label={m.search_product()} value={q} onChange={(text) => search({ q: text })} />
          <Choice
            label={m.type()}
            prefix={m.type()}
            none="all"
            value={type}
            options={[
              ['all', m.filter_all()],
              ...PRODUCT_TYPES.map((each) => [each, typeText(each)] as const),
            ]}
            onChange={(value) => search({ type: value })}
          />
          <Choice
            label={m.state()}
            prefix={m.state()}
            none="all"
            value={review}
            options={[
              ['all', m.filter_all()],
              ...REVIEW_STATES.map((each) => [each, reviewWord(each).text] as const),
            ]}
            onChange={(value) => search({ review: value })}
          />
        </div>
        <DataTable
          label={m.products()}
          columns={columns}
          rows={found.slice((shown - 1) * PAGE_SIZE, shown * PAGE_SIZE)}
          rowId={({ sku }) => sku}
          empty={<Empty title={m.nothing_found()} />}
        />
        <TableFoot
          total={found.length}
          page={shown}
          pages={pages}
          onPage={(next) => search({ page: next })}
        />
      </section>
    </Page>
  );
}

function useColumns(): readonly Column<Product>[] {
  const now = language();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the heads are texts
  return useMemo(() => columnsOf(), [now]);
}

function columnsOf(): readonly Column<Product>[] {
  return [
    {
      id: 'name',
      header: m.name(),
      cell: ({ row: { original } }) => (
        <span className="row">
          <img className="thumb" src={original.iconUrl} alt="" />
          <span>
            <strong>{original.name}</strong>
            <br />
            <span className="quiet mono sku" title={original.sku}>
              {original.sku}
            </span>
          </span>
        </span>
      ),
    },
    { id: 'type', header: m.type(), cell: ({ row: { original } }) => typeText(original.type) },
    {
      id: 'description',
      header: m.description(),
      cell: ({ row: { original } }) => original.description,
      meta: { className: 'prose' },
    },
    {
      id: 'price',
      header: m.sale_price(),
      cell: ({ row: { original } }) => won(salePrice(original.supplyPrice)),
      meta: { align: 'end' },
    },
    {
      id: 'review',
      header: m.review_state(),
      cell: ({ row: { original } }) => {
        const { text, tone } = reviewWord(original.review);
        return <Badge tone={tone}>{text}</Badge>;
      },
    },
    { id: 'exposed', header: m.exposure(), cell: ({ row: { original } }) => <Exposure product={original} /> },
    {
      id: 'updated',
      header: m.updated_at(),
      cell: ({ row: { original } }) => (original.updatedAt === undefined ? '' : day(original.updatedAt)),
    },
    {
      id: 'menu',
      header: () => <span className="visually-hidden">{m.more()}</span>,
      cell: ({ row: { original } }) => <ProductMenu product={original} />,
      meta: { align: 'end' },
    },
  ];
}

function Exposure({ product }: { readonly product: Product }) {
  const [busy, setBusy] = useState(false);
  const next = exposureDeed(product, !product.exposed);
  const change = async (exposed: boolean) => {
    setBusy(true);
    await act(exposureDeed(product, exposed));
    setBusy(false);
  };
  return (
    <span className="row">
      <Toggle
        label={m.expose_product({ name: product.name })}
        checked={product.exposed}
        disabled={busy || product.review !== 'APPROVED'}
        onChange={(exposed) => void change(exposed)}
      />
      <CurlButton call={next.call} label={next.label} />
    </span>
  );
}
