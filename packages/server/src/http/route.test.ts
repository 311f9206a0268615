import { describe, expect, it } from 'vitest';
import { RequestProblem } from './request-problem.js';
import { type Route, readBasePath, route } from './route.js';

const answering = (method: Route['method']): Route => ({
  method,
  run: async () => new Response(method, { headers: { 'x-route': 'ran' } }),
});
const table = { '/grant': answering('POST'), '/orders': answering('GET') };

const ask = (path: string, method = 'GET', basePath = '/iap') =>
  route(new Request(`https://partner.test${path}`, { method }), { basePath, table }).catch(
    (error: unknown) => {
      if (error instanceof RequestProblem) return error.problem;
      throw error;
    },
  );

describe('a path', () => {
  it.each([
    ['/iap/grant', '/iap'],
    // Express cuts off what it was mounted with.
    ['/grant', '/iap'],
    ['/grant', ''],
  ])('%s is found below %j', async (path, basePath) => {
    const response = (await ask(path, 'POST', basePath)) as Response;
    expect(await response.text()).toBe('POST');
  });

  it.each(['/', '/iap', '/iap/', '/iapgrant', '/iap2/grant', '/iap/iap/grant', '/iap/toString', '/GRANT'])(
    '%s is not found, and the answer lists the existing paths',
    async (path) => {
      const problem = await ask(path);
      expect(problem).toMatchObject({ status: 404 });
      const { detail } = problem as { detail: string };
      expect(detail).toContain(`No route has the path ${path}.`);
      expect(detail).toContain('/iap/grant, /iap/orders');
      expect(detail).toContain('basePath');
    },
  );

  it('that is very long is shown by its beginning', async () => {
    const { detail } = (await ask(`/${'x'.repeat(5_000)}`)) as { detail: string };
    expect(detail.length).toBeLessThan(300);
  });
});

describe('a method', () => {
  it('HEAD is answered as GET without its body', async () => {
    const response = (await ask('/iap/orders', 'HEAD')) as Response;
    expect([response.status, response.headers.get('x-route'), await response.text()]).toEqual([
      200,
      'ran',
      '',
    ]);
  });

  it.each([
    ['/iap/orders', 'GET, HEAD, OPTIONS'],
    ['/iap/grant', 'POST, OPTIONS'],
  ])('OPTIONS lists the methods of %s', async (path, allow) => {
    const response = (await ask(path, 'OPTIONS')) as Response;
    expect([response.status, response.headers.get('allow')]).toEqual([204, allow]);
  });

  it.each([
    ['/iap/orders', 'POST', 'GET, HEAD'],
    ['/iap/orders', 'DELETE', 'GET, HEAD'],
    ['/iap/grant', 'GET', 'POST'],
    ['/iap/grant', 'HEAD', 'POST'],
    ['/iap/grant', 'PUT', 'POST'],
  ])('%s %s is refused with the allowed methods', async (path, method, allow) => {
    expect(await ask(path, method)).toMatchObject({ status: 405, headers: { allow } });
  });
});

describe('the path where the handler is mounted', () => {
  it.each([
    [undefined, ''],
    ['', ''],
    ['/', ''],
    ['/iap/', '/iap'],
    ['/api/v1/iap', '/api/v1/iap'],
  ])('%j is read as %j', (given, read) => {
    expect(readBasePath(given)).toBe(read);
  });

  it.each(['iap', '/iap?x=1', '/iap#x', '/i ap', '//evil.test', '/a/../b', null, 7, 'https://x.test/iap'])(
    '%j is refused',
    (given) => {
      expect(() => readBasePath(given)).toThrow(/basePath/);
    },
  );
});
