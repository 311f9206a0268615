/**
 * Shop components for React 18 and 19, built on the hooks of `@ait-iap/client/react`: accessible, in Korean and
 * English, without their own styles. Each part has a `data-iap` attribute for your styles.
 *
 * @packageDocumentation
 */

export { BuyButton, type BuyButtonProps } from './react-shop/buy-button.js';
export { ErrorNotice, type ErrorNoticeProps } from './react-shop/error-notice.js';
export { OrderHistory, type OrderHistoryProps } from './react-shop/order-history.js';
export { ProductCard, type ProductCardProps } from './react-shop/product-card.js';
export { ProductList, type ProductListProps } from './react-shop/product-list.js';
export { RecoveryNotice, type RecoveryNoticeProps } from './react-shop/recovery-notice.js';
export { RestoreButton, type RestoreButtonProps } from './react-shop/restore-button.js';
export { type Language, ShopLanguage, type ShopLanguageProps } from './react-shop/shop-language.js';
export { SubscribeForm, type SubscribeFormProps } from './react-shop/subscribe-form.js';
