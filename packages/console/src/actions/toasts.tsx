import { Toast } from '@base-ui/react/toast';
import { asCurl } from '../api/call.js';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { m } from '../paraglide/messages.js';
import { type Offers, toastManager } from './say.js';
import { undo } from './undo.js';

/** Where the sentences appear. */
export function Toasts() {
  return (
    <Toast.Provider toastManager={toastManager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className="toasts">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts, close } = Toast.useToastManager<Offers>();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className="toast" data-type={toast.type} swipeDirection="right">
      <Toast.Title className="grow" render={<p />} />
      {toast.data !== undefined && <Offered offers={toast.data} onDone={() => close(toast.id)} />}
      <Toast.Close render={<Button size="icon" kind="plain" aria-label={m.close()} />}>
        <Icon name="cross" size={16} />
      </Toast.Close>
    </Toast.Root>
  ));
}

function Offered({
  offers: { call, before },
  onDone,
}: {
  readonly offers: Offers;
  readonly onDone: () => void;
}) {
  return (
    <>
      <Button size="small" onClick={() => void navigator.clipboard.writeText(asCurl(call))}>
        curl
      </Button>
      {before !== undefined && (
        <Button
          size="small"
          onClick={() => {
            onDone();
            void undo(before);
          }}
        >
          {m.undo()}
        </Button>
      )}
    </>
  );
}
