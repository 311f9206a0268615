import * as z from 'zod/mini';
import type { ResultType } from './result-type.js';

const failureTypeSchema: z.ZodMiniType<ResultType, ResultType> = z
  .string()
  .check(z.refine((type) => type !== 'SUCCESS', 'is SUCCESS without a success object'));

/** Why a request failed. A number in `errorCode` is read as its digits, so that one comparison finds it. */
export const partnerErrorSchema = z.looseObject({
  errorCode: z.pipe(z.union([z.string(), z.number()]), z.transform(String)),
  reason: z.nullish(z.string()),
  errorType: z.nullish(z.string()),
  title: z.nullish(z.string()),
  data: z.optional(z.unknown()),
});

/** The envelope of a request that succeeded; read `success` with the schema of the path. */
export const partnerSuccessSchema = z.looseObject({
  resultType: z.literal('SUCCESS'),
  success: z.looseObject({}),
});

/** The envelope of a request that did not: any other result type. `error` may be missing, as on a timeout. */
export const partnerFailureSchema = z.looseObject({
  resultType: failureTypeSchema,
  error: z.nullish(partnerErrorSchema),
});

/**
 * What every path of the partner API answers.
 *
 * A business failure comes with HTTP 200, so the HTTP status alone says nothing about success.
 * SUCCESS without a `success` object is not an envelope and does not pass.
 */
export const partnerEnvelopeSchema = z.union([partnerSuccessSchema, partnerFailureSchema]);

/** See {@link partnerErrorSchema}. */
export type PartnerError = z.infer<typeof partnerErrorSchema>;

/** See {@link partnerSuccessSchema}. */
export type PartnerSuccess = z.infer<typeof partnerSuccessSchema>;

/** See {@link partnerFailureSchema}. */
export type PartnerFailure = z.infer<typeof partnerFailureSchema>;

/** See {@link partnerEnvelopeSchema}. */
export type PartnerEnvelope = z.infer<typeof partnerEnvelopeSchema>;

/** Whether the request succeeded. */
export function isPartnerSuccess(envelope: PartnerEnvelope): envelope is PartnerSuccess {
  return envelope.resultType === 'SUCCESS';
}
