import * as z from 'zod/mini';
import { lenientText } from '../lenient-text.js';
import { errorCodeSchema } from './error-code.js';
import { type ResultType, readResultType } from './result-type.js';

const resultTypeSchema = z.pipe(z.string(), z.transform(readResultType));

const failureTypeSchema = z.pipe(
  resultTypeSchema,
  z.custom<ResultType>().check(z.refine((type) => type !== 'SUCCESS', 'is SUCCESS without a success object')),
);

/**
 * Why a request failed. The platform was seen to send the number 0 in `errorType` and null in `title`, so no field can
 * make a failure unreadable.
 */
export const partnerErrorSchema = z.looseObject({
  errorCode: errorCodeSchema,
  reason: lenientText,
  errorType: z.optional(z.unknown()),
  title: z.optional(z.unknown()),
  data: z.optional(z.unknown()),
});

/** The envelope of a request that succeeded; read `success` with the schema of the path. */
export const partnerSuccessSchema = z.looseObject({
  resultType: z.pipe(resultTypeSchema, z.literal('SUCCESS')),
  success: z.looseObject({}),
});

/**
 * The envelope of a request that failed: any other result type. `error` may be missing, as after a timeout. If it is not
 * an object, it is read as missing.
 */
export const partnerFailureSchema = z.looseObject({
  resultType: failureTypeSchema,
  error: z.catch(z.nullish(partnerErrorSchema), undefined),
});

/**
 * What every path of the partner API answers.
 *
 * A business failure comes with HTTP 200, so the HTTP status alone says nothing about success.
 * SUCCESS without a `success` object is not an envelope and does not pass. Only what decides is checked:
 * `resultType`, in any case of letters, and the object that goes with it.
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
