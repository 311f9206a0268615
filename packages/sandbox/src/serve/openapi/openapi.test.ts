import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { releaseDeskOf } from '../../../test/support/release-desk-of.js';
import { createSandbox } from '../../sandbox/create-sandbox.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { WebhookSender } from '../../webhooks-out/webhook-sender.js';
import { controlEndpoints } from '../control-api/control-endpoints.js';
import type { Endpoint } from '../control-api/endpoint.js';
import { describeControlApi } from './describe-control-api.js';
import { describePartnerApi } from './describe-partner-api.js';

let sandbox: Sandbox;
let webhooks: WebhookSender;
let endpoints: readonly Endpoint[];
beforeEach(() => {
  sandbox = createSandbox();
  webhooks = new WebhookSender(sandbox);
  endpoints = controlEndpoints({ sandbox, webhooks, releaseDesk: releaseDeskOf(sandbox), version: '1.2.3' });
});
afterEach(() => {
  webhooks.close();
  sandbox.close();
});

const served = { version: '1.2.3', url: 'http://127.0.0.1:4600/api' };

// biome-ignore lint/suspicious/noExplicitAny: a description is looked into by its paths.
const control = (): any => JSON.parse(JSON.stringify(describeControlApi(endpoints, served)));

describe('the description of the control API', () => {
  test('is OpenAPI 3.1, checked by a separate validator', async () => {
    expect(await new Validator().validate(control())).toMatchObject({ valid: true });
  });

  test('has every endpoint, each under its own name', () => {
    const { paths } = control();
    const operations = Object.entries<Record<string, { operationId: string }>>(paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
    );
    expect(operations).toHaveLength(endpoints.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(endpoints.length);
  });

  test('says what a query and a body may hold, from the schemas that check them', () => {
    const { paths } = control();
    const limit = paths['/orders'].get.parameters.find(({ name }: { name: string }) => name === 'limit');
    expect(limit).toMatchObject({ in: 'query', required: false, schema: { minimum: 1, default: 50 } });
    const body = paths['/purchases'].post.requestBody.content['application/json'].schema;
    expect(body).toMatchObject({ required: ['userKey', 'sku'], additionalProperties: false });
    const { picture } =
      paths['/registrations'].post.requestBody.content['application/json'].schema.properties;
    expect([picture.contentEncoding, picture.format]).toEqual(['base64', undefined]);
    expect(paths['/orders/{orderId}'].get.parameters[0]).toMatchObject({ in: 'path', required: true });
  });

  test('describes an order once and refers to it', () => {
    const { paths, components } = control();
    const answer = paths['/orders/{orderId}'].get.responses[200].content['application/json'].schema;
    expect(answer).toEqual({ $ref: '#/components/schemas/Order' });
    expect(components.schemas.Order.properties.state.enum).toContain('REFUNDED');
  });
});

test('the description of the partner API is OpenAPI 3.1, and keeps lists open that may grow', async () => {
  const partner = JSON.parse(JSON.stringify(describePartnerApi(served)));
  expect(await new Validator().validate(structuredClone(partner))).toMatchObject({ valid: true });
  expect(partner.components.schemas.OrderStatus.properties.status).toMatchObject({ type: 'string' });
  expect(partner.components.schemas.OrderStatus.properties.status).not.toHaveProperty('enum');
});
