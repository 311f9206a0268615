import * as z from 'zod/mini';
import { minLength } from '../text/length-checks.js';

const nameSchema = z.string().check(minLength(1));

/**
 * The page calls a method once. The answer comes on `resolveTopic` or `rejectTopic`.
 *
 * The official SDK 2.10.8 always sends `args`, as a list; left out, it is empty.
 */
export const methodMessageSchema = z.looseObject({
  type: z.literal('method'),
  functionName: nameSchema,
  /** Chosen by the page, so that the answer has a topic of its own. */
  eventId: nameSchema,
  args: z._default(z.array(z.unknown()), []),
});

/**
 * The page starts to listen. Events come on `eventTopic`, errors on `errorTopic`.
 *
 * Here `args` is not a list but the options themselves, and JSON leaves them out when there are none.
 */
export const addEventListenerMessageSchema = z.looseObject({
  type: z.literal('addEventListener'),
  functionName: nameSchema,
  eventId: nameSchema,
  args: z.optional(z.unknown()),
});

/** The page stops listening. No answer; an order sheet that is open stays open. */
export const removeEventListenerMessageSchema = z.looseObject({
  type: z.literal('removeEventListener'),
  functionName: nameSchema,
  eventId: nameSchema,
});

/** Any message that a page sends to the host. `functionName` can be any name; the host decides which names it knows. */
export const pageMessageSchema = z.discriminatedUnion('type', [
  methodMessageSchema,
  addEventListenerMessageSchema,
  removeEventListenerMessageSchema,
]);

/** See {@link methodMessageSchema}. */
export type MethodMessage = z.infer<typeof methodMessageSchema>;

/** See {@link addEventListenerMessageSchema}. */
export type AddEventListenerMessage = z.infer<typeof addEventListenerMessageSchema>;

/** See {@link removeEventListenerMessageSchema}. */
export type RemoveEventListenerMessage = z.infer<typeof removeEventListenerMessageSchema>;

/** See {@link pageMessageSchema}. */
export type PageMessage = z.infer<typeof pageMessageSchema>;
