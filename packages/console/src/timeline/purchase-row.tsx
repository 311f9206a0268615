import { Link } from '@tanstack/react-router';
import { memo, useId, useState } from 'react';
import type { Product } from '../api/product.js';
import { Badge } from '../design/badge.js';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { won } from '../language/format.js';
import { timeOfDay } from '../language/korean-time.js';
import { stateWord } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import { MomentList } from './moment-list.js';
import { troubleText } from './moment-text.js';
import { PurchaseMenu, subjectOf } from './purchase-menu.js';
import { StageTrack } from './stage-track.js';
import type { Story } from './story.js';

interface PurchaseRowProps {
  readonly story: Story;
  readonly product: Product | undefined;
}

/** One purchase: its progress, its problem, and its actions. */
export const PurchaseRow = memo(function PurchaseRow({ story, product }: PurchaseRowProps) {
  const { order, trouble } = story;
  const [open, setOpen] = useState(false);
  const more = useId();
  const state = stateWord(order);
  return (
    <li className="purchase" data-order={order.orderId} data-bad={trouble === undefined ? undefined : ''}>
      <div className="purchase-head">
        <div className="purchase-what">
          {product && <img className="thumb" src={product.iconUrl} alt="" />}
          <div className="grow">
            <Link to="/orders/$orderId" params={{ orderId: order.orderId }}>
              {product?.name ?? order.sku}
            </Link>
            <p>
              {timeOfDay(order.openedAt)} · {order.userKey} · {won(order.amount)}
            </p>
          </div>
        </div>
        <StageTrack story={story} />
        <div className="purchase-side">
          <Badge tone={state.tone}>{state.text}</Badge>
          <Button
            kind="plain"
            size="icon"
            aria-expanded={open}
            aria-controls={more}
            aria-label={m.show_moments()}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'right'} />
          </Button>
          <PurchaseMenu subject={subjectOf(order)} />
        </div>
      </div>
      {trouble && (
        <p className="purchase-trouble">
          <Icon name="bolt" size={16} />
          {troubleText(trouble)}
        </p>
      )}
      <div id={more} className="purchase-more" hidden={!open}>
        {open && <MomentList story={story} />}
      </div>
    </li>
  );
});
