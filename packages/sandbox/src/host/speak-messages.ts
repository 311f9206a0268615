import {
  errorTopic,
  eventTopic,
  type PageMessage,
  pageMessageSchema,
  rejectTopic,
  resolveTopic,
  serializeBridgeError,
} from '@ait-iap/protocol';
import type { Host } from './host.js';

/** Sends one answer to the page: `window.__GRANITE_NATIVE_EMITTER.emit(topic, data)`. */
export type EmitTopic = (topic: string, data: unknown) => void;

/** The host's end of the WebView protocol. */
export interface MessageHost {
  /**
   * Handles one message of the page, parsed from JSON. A malformed one is ignored, because there is no topic to answer
   * on.
   */
  receive(message: unknown): void;
  /** Stops every listener of the page, and the host. */
  close(): void;
}

/** Connects a host to the messages of the WebView protocol. */
export function speakMessages(host: Host, emit: EmitTopic): MessageHost {
  const listeners = new Map<string, () => void>();
  let closed = false;
  const send: EmitTopic = (topic, data) => {
    if (!closed) emit(topic, data);
  };
  return {
    receive(message) {
      const parsed = pageMessageSchema.safeParse(message);
      if (parsed.success && !closed) answer(host, parsed.data, send, listeners);
    },
    close() {
      closed = true;
      for (const stop of listeners.values()) stop();
      listeners.clear();
      host.close();
    },
  };
}

function answer(host: Host, message: PageMessage, send: EmitTopic, listeners: Map<string, () => void>): void {
  const { functionName, eventId } = message;
  const key = `${functionName}/${eventId}`;
  if (message.type === 'method') {
    host.call(functionName, message.args).then(
      (result) => send(resolveTopic(functionName, eventId), result),
      (error) => send(rejectTopic(functionName, eventId), serializeBridgeError(error)),
    );
  } else if (message.type === 'addEventListener') {
    listeners.get(key)?.();
    const stop = host.listen(functionName, message.args, {
      onEvent: (data) => send(eventTopic(functionName, eventId), data),
      onError: (error) => send(errorTopic(functionName, eventId), serializeBridgeError(error)),
    });
    listeners.set(key, stop);
  } else {
    listeners.get(key)?.();
    listeners.delete(key);
  }
}
