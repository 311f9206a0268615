import {
  GET_ORDER_STATUS_PATH,
  ORDER_STATUSES,
  orderStatusAnswerSchema,
  orderStatusRequestSchema,
  partnerErrorSchema,
  RESULT_TYPES,
  USER_KEY_HEADER,
} from '@ait-iap/protocol';
import type { ServedAt } from './describe-control-api.js';
import type { OpenApiDocument } from './document.js';
import { type JsonSchema, toJsonSchema } from './json-schema.js';

const FAILURES = RESULT_TYPES.filter((word) => word !== 'SUCCESS');

/**
 * Describes the partner API in OpenAPI 3.1, from the schemas of the protocol. The platform may add words to a list at
 * any time.
 */
export function describePartnerApi({ version, url }: ServedAt): OpenApiDocument {
  const answer = (description: string, schema: JsonSchema) => ({
    description,
    content: { 'application/json': { schema } },
  });
  return {
    openapi: '3.1.0',
    info: {
      title: 'Apps in Toss partner API, as the ait-iap sandbox answers it',
      version,
      description:
        'Over mutual TLS. A business failure comes with HTTP 200; only resultType, errorCode and reason can be relied on.',
    },
    servers: [{ url, description: 'the sandbox' }],
    paths: {
      [GET_ORDER_STATUS_PATH]: {
        post: {
          operationId: 'getOrderStatus',
          summary: 'the status of one order',
          security: [{ mutualTls: [] }],
          parameters: [userKeyHeader()],
          requestBody: {
            required: true,
            content: { 'application/json': { schema: toJsonSchema(orderStatusRequestSchema, 'input') } },
          },
          responses: {
            200: answer('the status, or a business failure', {
              oneOf: [{ $ref: '#/components/schemas/Success' }, { $ref: '#/components/schemas/Failure' }],
            }),
            400: answer('a malformed field', { $ref: '#/components/schemas/Failure' }),
            500: answer('an unclassified fault', { $ref: '#/components/schemas/Failure' }),
          },
        },
      },
    },
    components: {
      schemas: schemas(),
      securitySchemes: {
        mutualTls: { type: 'mutualTLS', description: 'the client certificate of the mini-app' },
      },
    },
  };
}

function userKeyHeader(): JsonSchema {
  return {
    name: USER_KEY_HEADER,
    in: 'header',
    required: false,
    description:
      'the userKey of Toss Login. Required by the source documents; without it, later documents say, the order of any user is answered',
    schema: { type: 'string' },
  };
}

function schemas(): Readonly<Record<string, JsonSchema>> {
  const status = toJsonSchema(orderStatusAnswerSchema, 'output') as {
    properties: Record<string, JsonSchema>;
  };
  const words = { type: 'string', minLength: 1, examples: ORDER_STATUSES };
  return {
    OrderStatus: { ...status, properties: { ...status.properties, status: words } },
    Error: toJsonSchema(partnerErrorSchema, 'output'),
    Success: {
      type: 'object',
      required: ['resultType', 'success'],
      properties: { resultType: { const: 'SUCCESS' }, success: { $ref: '#/components/schemas/OrderStatus' } },
    },
    Failure: {
      type: 'object',
      required: ['resultType'],
      properties: {
        resultType: { type: 'string', not: { const: 'SUCCESS' }, examples: FAILURES },
        error: { $ref: '#/components/schemas/Error' },
      },
    },
  };
}
