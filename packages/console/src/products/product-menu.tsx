import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DeedMenu, type MenuEntry } from '../actions/deed-menu.js';
import { ReasonDialog } from '../actions/reason-dialog.js';
import type { Product } from '../api/product.js';
import { m } from '../paraglide/messages.js';
import { approveProductDeed, exposureDeed, rejectProductDeed, removeProductDeed } from './product-deeds.js';

/** The actions on a product, as the partner and as the platform's reviewer. */
export function ProductMenu({ product }: { readonly product: Product }) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const review: readonly MenuEntry[] =
    product.review === 'IN_REVIEW'
      ? [
          { deed: approveProductDeed(product) },
          { label: m.product_reject(), run: () => setAsking(true), tone: 'bad' },
          'line',
        ]
      : [];
  const again: readonly MenuEntry[] =
    product.review === 'REJECTED'
      ? [
          {
            label: m.register_again(),
            run: () => void navigate({ to: '/products/new', search: { again: product.sku } }),
          },
        ]
      : [];
  const exposure: readonly MenuEntry[] =
    product.review === 'APPROVED' ? [{ deed: exposureDeed(product, !product.exposed) }] : [];
  const entries: readonly MenuEntry[] = [
    ...review,
    ...again,
    ...exposure,
    { deed: removeProductDeed(product), tone: 'bad' },
  ];
  return (
    <>
      <DeedMenu label={product.name} entries={entries} />
      <ReasonDialog
        title={m.product_reject()}
        open={asking}
        onClose={() => setAsking(false)}
        deed={(reason) => rejectProductDeed(product, reason)}
      />
    </>
  );
}
