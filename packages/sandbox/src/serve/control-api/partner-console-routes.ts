import { maxLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import type { ProductRegistration } from '../../partner-console/register-product.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { accountShape } from './answers/partner-shapes.js';
import { productShape } from './answers/product-shapes.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { measuredPicture } from './measured-picture.js';
import { offerBodySchema } from './offer-schema.js';
import { shownProduct } from './shown-product.js';

const contractSchema = z.strictObject({ by: z.enum(['CHIEF_ADMINISTRATOR', 'ADMINISTRATOR', 'MEMBER']) });
const decisionSchema = z.strictObject({
  decision: z.enum(['APPROVED', 'REJECTED']),
  reason: z.optional(z.string().check(maxLength(200))),
});
const exposureSchema = z.strictObject({ exposed: z.boolean() });

const MAX_ICON_LENGTH = 200_000;

/** Checks only the type of each field. The rules of the console are checked elsewhere, all at once. */
const formSchema = z.strictObject({
  type: z.string(),
  name: z.string(),
  description: z.string(),
  supplyPrice: z.number(),
  picture: z.optional(z.base64()),
  image: z.optional(z.strictObject({ mimeType: z.string(), width: z.number(), height: z.number() })),
  renewalCycle: z.optional(z.string()),
  minimumVersion: z.optional(z.string()),
  exposeOnApproval: z.optional(z.boolean()),
  promotionUntil: z.optional(z.iso.date()),
  iconUrl: z.optional(z.string().check(maxLength(MAX_ICON_LENGTH))),
  offers: z.optional(z.array(offerBodySchema)),
});

/** The size of a picture of 1024 × 1024 that hardly compresses, in base64. */
const MAX_FORM_BYTES = 8_000_000;

/** The form as the rules of the console read it. The picture is measured here; stated values are ignored. */
function measuredForm({ picture, ...form }: z.infer<typeof formSchema>): ProductRegistration {
  if (picture === undefined) return form as ProductRegistration;
  if (form.image !== undefined) {
    const message = 'Failed to read image: it is measured from the picture. Leave it out.';
    throw new ControlError(400, 'INVALID_INPUT', message, 'image');
  }
  const image = measuredPicture(Buffer.from(picture, 'base64'));
  const { iconUrl = shownAs(image.mimeType, picture) } = form;
  return { ...form, image, ...(iconUrl !== undefined && { iconUrl }) } as ProductRegistration;
}

/** Without a smaller version, the picture itself is shown, if it is small enough for the log. */
function shownAs(mimeType: string, picture: string): string | undefined {
  const url = `data:${mimeType};base64,${picture}`;
  return url.length <= MAX_ICON_LENGTH ? url : undefined;
}

/** `/account`, `/registrations`: contract, KYC, and products from the form to the sale. */
export function registrationRoutes({ console: { account, registration } }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/account',
      summary: 'contract and KYC',
      answer: accountShape,
      handle: () => account.read(),
    }),
    endpoint({
      method: 'POST',
      path: '/account/contract',
      summary: 'signs the contract: {by}',
      body: contractSchema,
      answer: accountShape,
      handle: ({ body }) => account.signContract(body.by),
    }),
    endpoint({
      method: 'POST',
      path: '/account/kyc',
      summary: 'hands in the KYC; it takes up to three business days',
      answer: accountShape,
      handle: () => account.submitKyc(),
    }),
    endpoint({
      method: 'POST',
      path: '/account/kyc-decision',
      summary: 'decides it before its time: {decision, reason?}',
      body: decisionSchema,
      answer: accountShape,
      handle: ({ body }) => account.decideKyc(body.decision, body.reason),
    }),
    endpoint({
      method: 'POST',
      path: '/registrations',
      summary:
        'registers a product and hands it to the review: {type, name, description, supplyPrice, picture, …}; in place of the file, image says how it would be measured',
      body: formSchema,
      maxBodyBytes: MAX_FORM_BYTES,
      status: 201,
      answer: productShape,
      handle: ({ body }) => shownProduct(registration.register(measuredForm(body))),
    }),
    endpoint({
      method: 'PUT',
      path: '/registrations/:sku',
      summary: 'hands in a rejected one again',
      body: formSchema,
      maxBodyBytes: MAX_FORM_BYTES,
      answer: productShape,
      handle: ({ params, body }) => shownProduct(registration.resubmit(params.sku, measuredForm(body))),
    }),
    endpoint({
      method: 'POST',
      path: '/registrations/:sku/decision',
      summary: 'decides the review before its time: {decision, reason?}',
      body: decisionSchema,
      answer: productShape,
      handle: ({ params, body }) => shownProduct(registration.decide(params.sku, body.decision, body.reason)),
    }),
    endpoint({
      method: 'PUT',
      path: '/registrations/:sku/exposure',
      summary: 'shows or hides it: {exposed}',
      body: exposureSchema,
      answer: productShape,
      handle: ({ params, body }) => shownProduct(registration.expose(params.sku, body.exposed)),
    }),
  ];
}
