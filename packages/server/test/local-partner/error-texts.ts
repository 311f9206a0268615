import { inspect } from 'node:util';

/**
 * Everything that a logger could print of an error: inspected, as JSON, message and stack, down the whole
 * chain of causes.
 */
export function everyText(error: unknown): string {
  const texts: string[] = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error) ?? ''];
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    texts.push(
      String(each),
      each.message,
      String(each.stack),
      JSON.stringify(each),
      JSON.stringify({ ...each }),
    );
  }
  return texts.join('\n');
}

/** What a promise rejects with; fails if it resolves. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome) return outcome.error;
  throw new Error(`It did not fail, but gave ${inspect(outcome.value)}`);
}
