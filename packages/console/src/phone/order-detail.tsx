import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useState } from 'react';
import { act } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import { type Order, REFUND_REASONS, type RefundReason } from '../api/order.js';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { Modal } from '../design/modal.js';
import { won } from '../language/format.js';
import { dayAndTime } from '../language/korean-time.js';
import { askRefundDeed, isRefundable } from '../orders/order-deeds.js';
import { paymentState, paymentWord, reasonText } from '../orders/order-words.js';
import { useProductBySku } from '../orders/use-products.js';
import { m } from '../paraglide/messages.js';
import { SubscriptionControls } from './subscription-controls.js';

interface OrderDetailProps {
  readonly order: Order;
  readonly onBack: () => void;
}

/** 주문 상세: where the user requests a refund. */
export function OrderDetail({ order, onBack }: OrderDetailProps) {
  const product = useProductBySku().get(order.sku);
  const { refund } = order;
  return (
    <div className="phone-detail">
      <Button kind="plain" size="small" onClick={onBack}>
        <Icon name="left" size={16} />
        {m.toss_orders()}
      </Button>
      <div className="row">
        {product && <img className="thumb" src={product.iconUrl} alt="" />}
        <h3 className="grow">{product?.name ?? order.sku}</h3>
        <strong>{won(order.amount)}</strong>
      </div>
      <dl className="facts">
        <dt>{m.state()}</dt>
        <dd>{paymentWord(paymentState(order)).text}</dd>
        <dt>{m.paid_at()}</dt>
        <dd>{order.paidAt && dayAndTime(order.paidAt)}</dd>
        <dt>{m.store()}</dt>
        <dd>{order.store === 'APP_STORE' ? 'App Store' : 'Google Play'}</dd>
        <dt>{m.transaction_id()}</dt>
        <dd className="mono">{order.orderId}</dd>
        {refund && (
          <>
            <dt>{m.refund_reason()}</dt>
            <dd>{reasonText(refund.reason)}</dd>
          </>
        )}
        {refund?.state === 'REJECTED' && (
          <>
            <dt>{m.reject_reason()}</dt>
            <dd>{refund.rejectReason}</dd>
          </>
        )}
      </dl>
      {order.subscription && <SubscriptionControls order={order} />}
      {isRefundable(order) && <AskRefund order={order} />}
    </div>
  );
}

/** 환불받기, with the four reasons of the Toss app. */
function AskRefund({ order }: { readonly order: Order }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<RefundReason>('NOT_DELIVERED');
  const isOpen = order.refund?.decider !== undefined;
  const deed = askRefundDeed(order, reason);
  return (
    <>
      <Button kind="primary" disabled={isOpen} onClick={() => setOpen(true)}>
        {isOpen ? m.refund_is_open() : m.get_refund()}
      </Button>
      <Modal title={m.get_refund()} open={open} onClose={() => setOpen(false)}>
        <p className="quiet" id="refund-reasons">
          {m.choose_reason()}
        </p>
        <RadioGroup
          className="reasons"
          aria-labelledby="refund-reasons"
          value={reason}
          onValueChange={(value) => setReason(value as RefundReason)}
        >
          {REFUND_REASONS.map((each) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the radio renders its own input
            <label key={each} className="check-line">
              <Radio.Root value={each} className="radio">
                <Radio.Indicator className="radio-dot" />
              </Radio.Root>
              {reasonText(each)}
            </label>
          ))}
        </RadioGroup>
        <div className="buttons">
          <CurlButton call={deed.call} label={m.get_refund()} />
          <Button kind="plain" onClick={() => setOpen(false)}>
            {m.cancel()}
          </Button>
          <Button
            kind="primary"
            onClick={() => {
              setOpen(false);
              void act(deed);
            }}
          >
            {m.ask_refund()}
          </Button>
        </div>
      </Modal>
    </>
  );
}
