/**
 * Maps an iterable with at most `width` items in progress, and yields each result as soon as it is ready.
 *
 * A result that was not taken yet counts as in progress, so the input is read no faster than the output. If the reader
 * stops early, the input is closed too. If the input throws or the signal is aborted, the output ends after the items
 * that are in progress.
 */
export async function* parallelMap<In, Out>(
  input: Iterable<In> | AsyncIterable<In>,
  width: number,
  map: (item: In) => Promise<Out>,
  signal?: AbortSignal,
): AsyncGenerator<Out, void, undefined> {
  const items = iterate(input);
  const ready: Out[] = [];
  let underWay = 0;
  let ended = false;
  let feeding = false;
  let failure: { readonly error: unknown } | undefined;
  let wake = () => {};

  const fail = (error: unknown) => {
    failure ??= { error };
    ended = true;
  };
  const start = async (item: In) => {
    underWay += 1;
    try {
      ready.push(await map(item));
    } catch (error) {
      fail(error);
    }
    underWay -= 1;
    wake();
  };
  const feed = async () => {
    if (feeding) return;
    feeding = true;
    try {
      while (!ended && underWay + ready.length < width) {
        const next = await items.next();
        if (next.done) ended = true;
        // The run has ended in the meantime, so this item is not started.
        else if (!ended) void start(next.value);
      }
    } catch (error) {
      fail(error);
    }
    feeding = false;
    wake();
  };

  const end = () => {
    ended = true;
    wake();
  };
  signal?.addEventListener('abort', end);
  if (signal?.aborted) end();
  try {
    for (;;) {
      void feed();
      while (ready.length === 0 && (underWay > 0 || !ended)) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (ready.length === 0) break;
      yield ready.shift() as Out;
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    ended = true;
    signal?.removeEventListener('abort', end);
    // Not awaited: an input that is still waiting for its next item would block the reader forever.
    items.return?.()?.then(undefined, () => {});
  }
}

function iterate<In>(input: Iterable<In> | AsyncIterable<In>): AsyncIterator<In> {
  if (Symbol.asyncIterator in input) return input[Symbol.asyncIterator]();
  const iterator = input[Symbol.iterator]();
  return {
    next: async () => iterator.next(),
    return: async () => iterator.return?.() ?? { done: true, value: undefined },
  };
}
