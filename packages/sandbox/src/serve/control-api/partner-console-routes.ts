import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { ProductRegistration } from '../../partner-console/register-product.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { offerSchema } from './offer-schema.js';
import { readBody } from './read-input.js';

const contractSchema = z.strictObject({ by: z.enum(['CHIEF_ADMINISTRATOR', 'ADMINISTRATOR', 'MEMBER']) });
const decisionSchema = z.strictObject({
  decision: z.enum(['APPROVED', 'REJECTED']),
  reason: z.optional(z.string().check(z.maxLength(200))),
});
const exposureSchema = z.strictObject({ exposed: z.boolean() });
const uploadSchema = z.strictObject({ version: z.string(), sizeMb: z.number() });

/** Only what kind of value each field has: the rules of the console are checked, all at once, where they belong. */
const formSchema = z.strictObject({
  type: z.string(),
  name: z.string(),
  description: z.string(),
  supplyPrice: z.number(),
  image: z.optional(z.strictObject({ mimeType: z.string(), width: z.number(), height: z.number() })),
  renewalCycle: z.optional(z.string()),
  minimumVersion: z.optional(z.string()),
  exposeOnApproval: z.optional(z.boolean()),
  offers: z.optional(z.array(offerSchema)),
});

/** `/api/account`, `/api/registrations`: contract, KYC, and products from the form to the shelf. */
export function registrationRoutes({ console: { account, registration } }: Sandbox): Hono {
  return new Hono()
    .get('/account', (context) => context.json(account.read()))
    .post('/account/contract', async (context) =>
      context.json(account.signContract((await readBody(context, contractSchema)).by)),
    )
    .post('/account/kyc', (context) => context.json(account.submitKyc()))
    .post('/account/kyc-decision', async (context) => {
      const { decision, reason } = await readBody(context, decisionSchema);
      return context.json(account.decideKyc(decision, reason));
    })
    .post('/registrations', async (context) => {
      const form = (await readBody(context, formSchema)) as ProductRegistration;
      return context.json(registration.register(form), 201);
    })
    .put('/registrations/:sku', async (context) => {
      const form = (await readBody(context, formSchema)) as ProductRegistration;
      return context.json(registration.resubmit(context.req.param('sku'), form));
    })
    .post('/registrations/:sku/decision', async (context) => {
      const { decision, reason } = await readBody(context, decisionSchema);
      return context.json(registration.decide(context.req.param('sku'), decision, reason));
    })
    .put('/registrations/:sku/exposure', async (context) => {
      const { exposed } = await readBody(context, exposureSchema);
      return context.json(registration.expose(context.req.param('sku'), exposed));
    });
}

/** `/api/versions`: versions of the mini-app, from the upload to the release. */
export function versionRoutes({ console: { versions } }: Sandbox): Hono {
  return new Hono()
    .get('/', (context) => context.json({ versions: versions.list() }))
    .post('/', async (context) => {
      const { version, sizeMb } = await readBody(context, uploadSchema);
      return context.json(versions.upload(version, sizeMb), 201);
    })
    .post('/:version/test', (context) => context.json(versions.test(context.req.param('version'))))
    .post('/:version/review', (context) => context.json(versions.requestReview(context.req.param('version'))))
    .delete('/:version/review', (context) =>
      context.json(versions.cancelReview(context.req.param('version'))),
    )
    .post('/:version/decision', async (context) => {
      const { decision, reason } = await readBody(context, decisionSchema);
      return context.json(versions.decide(context.req.param('version'), decision, reason));
    })
    .post('/:version/release', (context) => context.json(versions.release(context.req.param('version'))));
}
