import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { ConsoleRuleError } from '../../errors/console-rule-error.js';
import { isSandboxError } from '../../errors/sandbox-error.js';
import { type Answer, failureAnswer, json, toResponse } from '../../partner-api/envelope.js';
import { limitedText } from '../../partner-api/limited-text.js';
import { BUNDLE_MAX_BYTES } from '../../partner-console/bundle-problems.js';
import { miniAppVersion, startUpload } from '../../partner-console/mini-app-versions.js';
import type { Sandbox } from '../../sandbox/sandbox.js';
import { nameOfDeployKey } from './deploy-keys.js';
import { limitedBytes } from './limited-bytes.js';
import type { ReleaseDesk } from './release-desk.js';

/** The largest JSON body, in bytes: it names a deployment and a memo of up to 1,000 characters. */
const MAX_JSON_BYTES = 16_384;

/** How many uploads may be open at once. Uploads that are never completed cannot fill the memory. */
const MOST_UPLOADS = 8;

/** The path that the official command line adds to its `--base-url`. */
export const DEPLOY_PATH = '/console';
const BUNDLES = '/api-public/v3/openapi/bundles/:appName';

const startSchema = z.looseObject({
  deploymentId: z.string(),
  memo: z.optional(z.nullable(z.string())),
});
const completeSchema = z.looseObject({ deploymentId: z.string() });

/** An open upload. */
interface Upload {
  readonly deploymentId: string;
  content?: Uint8Array;
}

/**
 * The API for the unmodified official command line (`ait deploy`, read and tried with 2.10.8). It calls start, uploads
 * the file, calls complete, and then polls the state. It shows the reason of a failure only with HTTP 200, so failures
 * are sent as `resultType: FAIL`. The error codes are the sandbox's own, because those of the platform are not public.
 */
export function createDeployApi({ world }: Sandbox, releaseDesk: ReleaseDesk): Hono {
  const uploads = new Map<string, Upload>();
  const api = new Hono();
  const keyed = (handle: (context: Context, by: string) => Promise<Answer>) => (context: Context) =>
    answer(async () => {
      const key = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
      const name = nameOfDeployKey(world, key);
      if (name === undefined) return refusedKey();
      const { appName } = world.settings();
      if (context.req.param('appName') !== appName)
        return otherApp(String(context.req.param('appName')), appName);
      return handle(context, `deploy-key ${name}`);
    });

  api.post(
    `${BUNDLES}/upload-start`,
    keyed(async (context, by) => {
      const { deploymentId, memo } = await readJson(context, startSchema);
      const { appName } = world.settings();
      startUpload(world, { appName, deploymentId, memo: memo ?? undefined }, by);
      for (const [secret, upload] of uploads)
        if (upload.deploymentId === deploymentId) uploads.delete(secret);
      const secret = randomBytes(24).toString('base64url');
      uploads.set(secret, { deploymentId });
      const [oldest] = uploads.keys();
      if (uploads.size > MOST_UPLOADS && oldest !== undefined) uploads.delete(oldest);
      return json(200, { uploadUrl: `${new URL(context.req.url).origin}${DEPLOY_PATH}/uploads/${secret}` });
    }),
  );
  // As on the platform, the address itself is the permission. It works for one file.
  api.put('/uploads/:secret', async (context) => {
    const upload = uploads.get(context.req.param('secret'));
    if (upload === undefined || upload.content !== undefined) return context.text('No such upload.', 404);
    const content = await limitedBytes(context.req.raw, BUNDLE_MAX_BYTES);
    if (content === undefined) return context.text(`A bundle has at most ${BUNDLE_MAX_BYTES} bytes.`, 413);
    upload.content = content;
    return context.body(null, 200);
  });
  api.post(
    `${BUNDLES}/upload-complete`,
    keyed(async (context, by) => {
      const { deploymentId } = await readJson(context, completeSchema);
      const found = [...uploads].find(([, upload]) => upload.deploymentId === deploymentId);
      const version = miniAppVersion(world, deploymentId);
      if (found?.[1].content === undefined || version === undefined) return noFile();
      uploads.delete(found[0]);
      await releaseDesk.complete(version, found[1].content, by);
      return json(200, {});
    }),
  );
  api.get(
    `${BUNDLES}/deployments/:deploymentId`,
    keyed(async (context) => {
      const version = miniAppVersion(world, String(context.req.param('deploymentId')));
      if (version === undefined)
        return failureAnswer(
          200,
          'DEPLOYMENT_NOT_FOUND',
          '그런 배포가 없어요. (There is no such deployment.)',
        );
      const { deploymentId, state } = version;
      return json(200, { deploymentId, reviewStatus: state });
    }),
  );
  api.notFound(() =>
    toResponse(failureAnswer(404, 'NOT_FOUND', '없는 주소예요. (There is no such address.)')),
  );
  return api;
}

/** A refusal is sent in the envelope. Any other error is a bug and is left to the server. */
async function answer(work: () => Promise<Answer>): Promise<Response> {
  try {
    return toResponse(await work());
  } catch (error) {
    if (error instanceof ConsoleRuleError) {
      const said = error.problems.map(({ message }) => `${message.ko} (${message.en})`);
      return toResponse(failureAnswer(200, error.code, said.join(' ')));
    }
    if (isSandboxError(error)) return toResponse(failureAnswer(200, error.code, error.message));
    throw error;
  }
}

async function readJson<Schema extends z.ZodMiniType>(
  context: Context,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const text = await limitedText(context.req.raw, MAX_JSON_BYTES);
  const parsed = z.safeParse(schema, parse(text));
  if (parsed.success) return parsed.data;
  throw new ConsoleRuleError('read the body', [
    {
      field: 'body',
      message: {
        en: 'It is no JSON with a deploymentId.',
        ko: 'deploymentId가 있는 JSON을 보내 주세요.',
      },
    },
  ]);
}

function parse(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function refusedKey(): Answer {
  const reason =
    'API 키가 올바르지 않아요. 콘솔의 앱 출시 화면에서 만들어 주세요. `ait token add`로 저장한 키가 있으면 그 키가 먼저 쓰여요. ' +
    '(The API key is not one of this sandbox: make one on the release page. A key saved by `ait token add` goes before --api-key.)';
  return failureAnswer(200, 'INVALID_API_KEY', reason);
}

function otherApp(given: string, appName: string): Answer {
  const reason =
    `이 샌드박스의 미니앱은 ${appName}이고 번들은 ${given} 앱의 번들이에요. \`serve --app-name ${given}\`으로 실행해 주세요. ` +
    `(This sandbox has the mini-app ${appName}: serve one with --app-name ${given}.)`;
  return failureAnswer(200, 'APP_NOT_FOUND', reason);
}

function noFile(): Answer {
  return failureAnswer(
    200,
    'UPLOAD_NOT_FOUND',
    '올린 파일이 없어요. 다시 배포해 주세요. (No file was uploaded. Deploy again.)',
  );
}
