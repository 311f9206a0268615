import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { useWireEvents } from '../live/use-live.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { PurchaseRow } from '../timeline/purchase-row.js';
import { storyOf } from '../timeline/story.js';
import { VerdictNotice } from '../timeline/verdict.js';
import { findOrders } from './find-orders.js';
import { readQuestion } from './question.js';
import '../timeline/timeline.css';

/** "Where is my item?": a search by order, user or time, with the answer in a sentence. */
export function FindPage() {
  const { q = '' } = useSearch({ from: '/find' });
  const navigate = useNavigate();
  const question = readQuestion(q);
  const { data: orders } = useQuery({ ...findOrders(question), enabled: question.kind !== 'nothing' });
  const events = useWireEvents();
  const products = useProductBySku();
  return (
    <Page title={m.find()} lead={m.find_lead()}>
      <div className="stack">
        <input
          className="input find-input"
          type="search"
          aria-label={m.find_placeholder()}
          placeholder={m.find_placeholder()}
          // biome-ignore lint/a11y/noAutofocus: the user comes here to type
          autoFocus
          value={q}
          onChange={({ target }) =>
            void navigate({
              to: '/find',
              search: target.value === '' ? {} : { q: target.value },
              replace: true,
            })
          }
        />
        {question.kind !== 'nothing' && orders?.length === 0 && (
          <section className="card">
            <Empty title={m.nothing_found()}>
              <p>{question.kind === 'order' ? m.find_no_order() : m.find_none()}</p>
            </Empty>
          </section>
        )}
        {orders?.map((order) => {
          const story = storyOf(order, events);
          return (
            <section key={order.orderId} className="card found">
              <VerdictNotice story={story} />
              <ol>
                <PurchaseRow story={story} product={products.get(order.sku)} />
              </ol>
            </section>
          );
        })}
      </div>
    </Page>
  );
}
