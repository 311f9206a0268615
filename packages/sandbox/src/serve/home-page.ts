import { formatKrw, salePrice } from '@ait-iap/protocol';
import { koreanTimeWithOffset } from '../clock/korean-time.js';
import type { Order } from '../world/order.js';
import type { World } from '../world/world.js';

/** What the page at `/` needs to tell. */
export interface HomePageOptions {
  readonly world: World;
  readonly pageUrl: string;
  readonly partnerUrl: string;
  readonly certificateFolder: string;
}

const ORDERS_SHOWN = 50;

const STYLE = `
:root { color-scheme: light dark; --line: #d1d6db; --notice: #fff3d6; --notice-ink: #6b4200; }
@media (prefers-color-scheme: dark) { :root { --line: #3a3a44; --notice: #4a3a12; --notice-ink: #ffe2a3; } }
body { margin: 0 auto; max-width: 1080px; padding: 24px 16px 64px; line-height: 1.6; word-break: keep-all;
  font-family: -apple-system, BlinkMacSystemFont, 'Apple SD Gothic Neo', 'Noto Sans KR', 'Noto Sans CJK KR',
    'Malgun Gothic', sans-serif; }
.notice { background: var(--notice); color: var(--notice-ink); border-radius: 12px; padding: 12px 16px; font-weight: 600; }
h1 { font-size: 26px; } h2 { font-size: 19px; margin-top: 36px; } h1 small, h2 small { font-weight: 400; opacity: .75; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
code, pre { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 13px; }
pre { border: 1px solid var(--line); border-radius: 12px; padding: 12px 16px; overflow-x: auto; }
`;

const html = (text: unknown) =>
  String(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function table(caption: string, heads: readonly string[], rows: readonly (readonly unknown[])[]): string {
  if (rows.length === 0) return '<p>아직 없어요. (None yet.)</p>';
  const head = heads.map((text) => `<th scope="col">${html(text)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${html(cell)}</td>`).join('')}</tr>`).join('');
  return `<div class="scroll" tabindex="0" role="region" aria-label="${html(caption)}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** Whether the user has paid, which the state does not always tell. */
function paymentOf({ paidAt, recorded, refundedAt }: Order): string {
  if (paidAt === undefined) return '-';
  if (refundedAt !== undefined) return '환불됨 (refunded)';
  return recorded === false ? '결제됨, 기록 없음 (paid, not recorded)' : '결제됨 (paid)';
}

/** The simple page at `/`: what runs here, what is sold, what was bought, and how to use it. */
export function renderHomePage({ world, pageUrl, partnerUrl, certificateFolder }: HomePageOptions): string {
  const products = world.products();
  const orders = world.store.orders({ limit: ORDERS_SHOWN });
  const tag = `<script src="${pageUrl}/bridge.js" data-user-key="user-1"></script>`;
  return `<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>샌드박스 · ait-iap sandbox</title><style>${STYLE}</style></head><body>
<p class="notice">샌드박스예요. 실제 토스 앱, 스토어, 결제가 아니에요. <span lang="en">(Sandbox: not the real store, no real money.)</span></p>
<h1>ait-iap 샌드박스 <small lang="en">Sandbox of ${html(world.settings().appName)}</small></h1>
<ul>
<li>페이지와 제어 API <span lang="en">(page and control API)</span>: <a href="/api"><code>${html(pageUrl)}/api</code></a></li>
<li>파트너 API <span lang="en">(partner API, mutual TLS)</span>: <code>${html(partnerUrl)}</code></li>
<li>인증서 <span lang="en">(certificates)</span>: <code>${html(certificateFolder)}</code></li>
<li>샌드박스 시각 <span lang="en">(sandbox time)</span>: <time>${koreanTimeWithOffset(world.clock.now())}</time></li>
</ul>
<h2>미니앱에 넣기 <small lang="en">In a page on localhost</small></h2>
<pre><code>${html(tag)}</code></pre>
<h2>상품 <small lang="en">Products</small></h2>
${table(
  '상품',
  ['이름', 'sku', '유형', '판매가'],
  products.map((product) => [
    product.name,
    product.sku,
    product.type,
    formatKrw(salePrice(product.supplyPrice)),
  ]),
)}
<h2>최근 주문 <small lang="en">Latest orders</small></h2>
${table(
  '최근 주문',
  ['주문', '사용자', 'sku', '상태', '결제', '금액', '시각'],
  orders.map((order) => [
    order.orderId,
    order.userKey,
    order.sku,
    order.state,
    paymentOf(order),
    formatKrw(order.amount),
    koreanTimeWithOffset(order.stateAt),
  ]),
)}
</body></html>
`;
}
