import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { read } from '../api/client.js';
import type { Product } from '../api/product.js';

const NONE: readonly Product[] = [];

/** The whole catalogue. */
export function useProducts(): readonly Product[] {
  const { data } = useQuery(read<{ products: readonly Product[] }>('/products'));
  return data?.products ?? NONE;
}

/** Finds products by sku. */
export function useProductBySku(): ReadonlyMap<string, Product> {
  const products = useProducts();
  return useMemo(() => new Map(products.map((product) => [product.sku, product])), [products]);
}
