import type { IapBridgeListener } from '@ait-iap/protocol';
import type { TossApp } from './toss-app.js';

/** Runs a call, and shows it and its answer on the wire. */
export function recordedCall(
  app: TossApp,
  functionName: string,
  args: readonly unknown[],
  carryOut: () => Promise<unknown>,
): Promise<unknown> {
  const { call, about, asked } = called(app, functionName, args);
  const answering = carryOut();
  const answered = (outcome: 'result' | 'error', answer: unknown, code?: string) => {
    app.wire.publish({
      type: 'bridge.answered',
      ...{ call, function: functionName, outcome, answer, took: app.wire.since(asked) },
      ...about,
      ...(code !== undefined && { code }),
    });
  };
  answering.then(
    (result) => answered('result', result),
    (error: unknown) => answered('error', inWords(error), codeOf(error)),
  );
  return answering;
}

/**
 * Shows a listening call, and returns a listener that shows its events. `opened` says which order the call has got, because an
 * error that ends a purchase does not name it.
 */
export function recordedListener(
  app: TossApp,
  functionName: string,
  options: unknown,
  listener: IapBridgeListener,
): {
  readonly call: number;
  readonly listener: IapBridgeListener;
  readonly opened: (orderId: string) => void;
} {
  const { call, about } = called(app, functionName, [options]);
  let order: string | undefined;
  const told = (topic: 'event' | 'error', given: unknown) => {
    const orderId = orderIdOf((given as { data?: unknown } | null)?.data) ?? order;
    const code = topic === 'error' ? codeOf(given) : undefined;
    app.wire.publish({
      type: 'bridge.told',
      ...{ call, function: functionName, topic, told: topic === 'error' ? inWords(given) : given },
      ...about,
      ...(orderId !== undefined && { orderId }),
      ...(code !== undefined && { code }),
    });
  };
  return {
    call,
    opened: (orderId) => {
      order = orderId;
    },
    listener: {
      onEvent(event) {
        told('event', event);
        listener.onEvent(event);
      },
      onError(error) {
        told('error', error);
        listener.onError(error);
      },
    },
  };
}

function called(app: TossApp, functionName: string, args: readonly unknown[]) {
  const { userKey, deviceId } = app.device;
  const orderId = orderIdOf(args[0]);
  const about = { userKey, ...(orderId !== undefined && { orderId }) };
  const asked = app.wire.publish({
    type: 'bridge.called',
    ...{ deviceId, function: functionName, args },
    ...about,
  });
  return { call: asked.seq, about, asked };
}

/** Both `{ params: { orderId } }` and `{ orderId }` are in use. */
function orderIdOf(given: unknown): string | undefined {
  const { params, orderId } = (given ?? {}) as { params?: { orderId?: unknown } | null; orderId?: unknown };
  const id = params?.orderId ?? orderId;
  return typeof id === 'string' ? id : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

function inWords(error: unknown): unknown {
  return error instanceof Error ? { code: codeOf(error), message: error.message } : error;
}
