import { errorTopic, rejectTopic } from '@ait-iap/protocol';

interface Call {
  readonly type: string;
  readonly functionName: string;
  readonly eventId: string;
}

/**
 * The open calls of a page. If the sandbox is lost, each of them is answered with an error, once. A page must not hang
 * because a developer restarted a server, and a finished purchase must not end a second time.
 */
export class OpenCalls {
  readonly #calls = new Map<string, Call>();

  sent(message: unknown): void {
    if (!isCall(message)) return;
    const id = `${message.functionName}/${message.eventId}`;
    if (message.type === 'removeEventListener') this.#calls.delete(id);
    else this.#calls.set(id, message);
  }

  /** Notes an answer. A call ends with any answer, a purchase with success or an error. */
  answered(topic: string, data: unknown): void {
    const [functionName, kind, ...eventId] = topic.split('/');
    const goesOn = kind === 'onEvent' && (data as { type?: unknown } | null)?.type !== 'success';
    if (!goesOn) this.#calls.delete(`${functionName}/${eventId.join('/')}`);
  }

  /** Returns the topics on which the page waits for an answer, and forgets them. */
  takeErrorTopics(): string[] {
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    return calls.map(({ type, functionName, eventId }) =>
      type === 'method' ? rejectTopic(functionName, eventId) : errorTopic(functionName, eventId),
    );
  }
}

function isCall(message: unknown): message is Call {
  if (typeof message !== 'object' || message === null) return false;
  const { type, functionName, eventId } = message as Partial<Record<keyof Call, unknown>>;
  return [type, functionName, eventId].every((field) => typeof field === 'string');
}
