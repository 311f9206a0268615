import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ServedSandbox } from '../../src/serve/serve-options.js';
import { serveOn, temporaryFolder } from '../serve/served.js';
import { bundleWith } from '../support/bundles.js';
import { type RecordedCall, type RecordedRun, recording } from './recording.js';

const folder = temporaryFolder();
let served: ServedSandbox;
let key = '';
beforeAll(async () => {
  served = await serveOn(folder.path, {
    ...{ db: ':memory:', rate: 0, settings: { appName: recording.appName } },
  });
  key = (await control<{ key: string }>('POST', '/deploy-keys', { name: 'ci' })).key;
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

async function control<Answer>(method: string, path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${served.pageUrl}/api${path}`, { method, headers, ...sent });
  return (await answer.json()) as Answer;
}

const bundleOf = ({ id, appName = recording.appName, largest = 0 }: RecordedRun) =>
  bundleWith({
    ...{ appName, deploymentId: id },
    ...(largest > 0 && { files: { 'web/large.bin': new Uint8Array(largest) } }),
  });

/** Says what the command line said, and gives what it was answered, as the recording writes it. */
async function say(call: RecordedCall, run: RecordedRun, uploadUrl: string) {
  const isFile = call.method === 'PUT';
  const url = isFile ? uploadUrl : served.pageUrl + call.path;
  const { authorization = '', 'content-type': type = '' } = call.headers;
  const said = call.body === undefined ? undefined : JSON.stringify(call.body);
  const body = isFile ? Buffer.from(await bundleOf(run)) : said;
  const answer = await fetch(url, {
    method: call.method,
    headers: { 'content-type': type, authorization: authorization.replace(':key', run.key ?? key) },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  const given = text === '' ? '' : JSON.parse(text);
  const address: string = given.success?.uploadUrl ?? uploadUrl;
  if (given.success?.uploadUrl) given.success.uploadUrl = ':uploadUrl';
  return { status: answer.status, given, address };
}

describe(`the calls of ${recording.cli}, recorded from the real one`, () => {
  test.each(recording.scenarios)('$name: each call is answered as it was recorded', async (run) => {
    served.sandbox.console.changeSettings({ buildSeconds: run.buildSeconds ?? 4 });
    let [now, uploadUrl] = [0, ''];
    for (const call of run.calls) {
      await served.sandbox.clock.advance((call.at - now) * 1_000);
      now = call.at;
      const { status, given, address } = await say(call, run, uploadUrl);
      uploadUrl = address;
      expect({ ...call, status, answer: given }).toEqual(call);
    }
  });

  test('leave a version with the content of the file, and the link that the command line prints', async () => {
    const [first] = recording.scenarios;
    expect(await control('GET', `/versions/${first?.id}`)).toMatchObject({
      ...{ version: '1.0.0', memo: '첫 출시', state: 'UPLOADED', link: first?.said },
      history: [{ step: 'upload-started', by: 'deploy-key ci' }, {}, {}, {}],
    });
  });

  test('show all states that it waits for', () => {
    const seen = recording.scenarios.flatMap(({ calls }) =>
      calls.map(({ answer }) => JSON.stringify(answer)),
    );
    for (const state of ['BUILDING', 'PREPARE', 'UPLOADED', 'BUILD_FAILED'])
      expect(seen.some((answer) => answer.includes(`"reviewStatus":"${state}"`))).toBe(true);
  });
});

describe('the deploy API', () => {
  const at = (path: string) =>
    `${served.pageUrl}/console/api-public/v3/openapi/bundles/${recording.appName}${path}`;
  const ask = (path: string, body: unknown, authorization = `Bearer ${key}`) =>
    fetch(at(path), {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }).then((answer) => answer.json());
  const start = (deploymentId: string) => ask('/upload-start', { deploymentId });

  test.each(['{', '{"memo":"x"}', ' '.repeat(20_000), '[]'])(
    'says what is missing in the body: %.10s',
    async (body) => {
      expect(await ask('/upload-start', body)).toMatchObject({
        resultType: 'FAIL',
        error: { errorCode: 'CONSOLE_RULE' },
      });
    },
  );

  test('accepts no revoked key, and no invalid one', async () => {
    const { key: second } = await control<{ key: string }>('POST', '/deploy-keys', { name: 'second' });
    await control('DELETE', '/deploy-keys/second');
    for (const shown of [`Bearer ${second}`, '', 'Bearer ', `Basic ${key}`])
      expect(await ask('/upload-start', {}, shown)).toMatchObject({
        error: { errorCode: 'INVALID_API_KEY' },
      });
  });

  test('gives an address that is good for one file of one deployment, until the next start', async () => {
    const { success: old } = await start('once');
    const { success } = await start('once');
    const put = (url: string, size: number) =>
      fetch(url, { method: 'PUT', body: new Uint8Array(size) }).then(({ status }) => status);
    expect(await put(old.uploadUrl, 10)).toBe(404);
    expect(await put(success.uploadUrl, 100_000_001)).toBe(413);
    expect(await put(success.uploadUrl, 10)).toBe(200);
    expect(await put(success.uploadUrl, 10)).toBe(404);
  });

  test('does not complete a deployment whose file was not uploaded', async () => {
    await start('empty');
    expect(await ask('/upload-complete', { deploymentId: 'empty' })).toMatchObject({
      error: { errorCode: 'UPLOAD_NOT_FOUND' },
    });
  });

  test('fails the build of a file that is not a bundle, and says why in the console', async () => {
    const { success } = await start('no-bundle');
    await fetch(success.uploadUrl, { method: 'PUT', body: 'GIF89a' });
    await ask('/upload-complete', { deploymentId: 'no-bundle' });
    await served.sandbox.clock.advance('1 h');
    expect(await control('GET', '/versions/no-bundle')).toMatchObject({
      state: 'BUILD_FAILED',
      problems: [{ ko: expect.stringMatching(/ait build/) }],
    });
  });
});
