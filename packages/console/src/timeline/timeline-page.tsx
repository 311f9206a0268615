import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../api/client.js';
import type { WorldInfo } from '../api/world.js';
import { Button } from '../design/button.js';
import { CopyButton } from '../design/copy-button.js';
import { Empty } from '../design/empty.js';
import { Page } from '../design/page.js';
import { SearchField } from '../design/search-field.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { BuyForm } from './buy-form.js';
import { PurchaseRow } from './purchase-row.js';
import type { Story } from './story.js';
import { useStories } from './use-stories.js';
import './timeline.css';

const STEP = 30;

/** The first screen: every purchase, as it happens. */
export function TimelinePage() {
  const [limit, setLimit] = useState(STEP);
  const [filter, setFilter] = useState<'all' | 'trouble'>('all');
  const [user, setUser] = useState('');
  const stories = useStories(limit);
  const products = useProductBySku();
  const shown = stories?.filter(
    ({ trouble, order }) =>
      (filter === 'all' || trouble !== undefined) && (user === '' || order.userKey.includes(user.trim())),
  );
  return (
    <Page title={m.timeline()} lead={m.timeline_lead()}>
      <div className="stack">
        <BuyForm />
        <section className="card" aria-label={m.timeline()}>
          <div className="toolbar">
            <div className="segments">
              {(['all', 'trouble'] as const).map((each) => (
                <button
                  key={each}
                  type="button"
                  className="segment"
                  aria-pressed={filter === each}
                  onClick={() => setFilter(each)}
                >
                  {each === 'all' ? m.filter_all() : m.filter_trouble({ count: countTroubles(stories) })}
                </button>
              ))}
            </div>
            <SearchField label={m.filter_user()} value={user} onChange={setUser} />
          </div>
          {shown !== undefined && shown.length === 0 && (
            <NothingYet isFiltered={(stories?.length ?? 0) > 0} />
          )}
          <ol className="purchases">
            {shown?.map((story) => (
              <PurchaseRow key={story.order.orderId} story={story} product={products.get(story.order.sku)} />
            ))}
          </ol>
          {stories?.length === limit && (
            <div className="table-foot">
              <Button kind="plain" onClick={() => setLimit(limit + STEP)}>
                {m.show_more()}
              </Button>
            </div>
          )}
        </section>
      </div>
    </Page>
  );
}

const countTroubles = (stories: readonly Story[] = []) =>
  stories.filter(({ trouble }) => trouble !== undefined).length;

function NothingYet({ isFiltered }: { readonly isFiltered: boolean }) {
  const { data } = useQuery(read<WorldInfo>(''));
  if (isFiltered) return <Empty title={m.nothing_found()} />;
  const tag = `<script src="${location.origin}/bridge.js" data-user-key="user-1"></script>`;
  return (
    <Empty title={m.timeline_empty()}>
      <p>{m.timeline_empty_page()}</p>
      <div className="curl">
        <pre>{tag}</pre>
        <CopyButton text={tag} label={m.copy_tag()} />
      </div>
      {data?.partnerUrl && (
        <dl className="facts" style={{ textAlign: 'left' }}>
          <dt>{m.partner_api()}</dt>
          <dd className="mono">{data.partnerUrl}</dd>
          <dt>{m.certificates()}</dt>
          <dd className="mono">{data.certificateFolder}</dd>
        </dl>
      )}
    </Empty>
  );
}
