/**
 * Maps an iterable with at most `width` items under way, and yields each result as it comes.
 *
 * Results that were not taken yet count as under way, so the input is read no faster than the output. When
 * the reader stops early, so does the input; an error of the input, or an aborted signal, ends the output
 * after what was under way.
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
        // Ended meanwhile: an item that came too late is not begun.
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
    // Not awaited: an input that is waiting for its next item would hold its reader up for ever.
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
