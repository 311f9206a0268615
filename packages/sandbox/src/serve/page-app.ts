import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { problem } from '../errors/problem.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import {
  isLocal,
  refuseForeignOrigin,
  refuseOfficialHost,
  refuseStranger,
  refuseStrangerToMiniApp,
} from './access.js';
import { accessOf } from './access-of.js';
import { ConsoleFiles } from './console-files.js';
import { GuideFiles } from './guide-files.js';
import type { OpenApiDocument } from './openapi/document.js';
import { BundleApp } from './release-desk/bundle-app.js';
import { createDeployApi, DEPLOY_PATH } from './release-desk/deploy-api.js';
import { miniAppHost } from './release-desk/mini-app-hosts.js';
import { readPhone } from './release-desk/phone-cookie.js';
import type { ReleaseDesk } from './release-desk/release-desk.js';

/** What the page server serves. */
export interface PageAppOptions {
  readonly sandbox: Sandbox;
  readonly bridgeScript: string;
  readonly token: string | undefined;
  readonly releaseDesk: ReleaseDesk;
  /** The handler of everything under `/api`. */
  readonly api: Hono;
  /** The OpenAPI 3.1 descriptions of the control API and the partner API. */
  readonly descriptions: () => { readonly control: OpenApiDocument; readonly partner: OpenApiDocument };
}

type Bindings = { Bindings: HttpBindings };

/** The console loads only its own files, talks only to this server, and must not be embedded in a frame. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; " +
    "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Its name contains a hash of its content. */
const ASSET_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=31536000, immutable',
};

const MARKDOWN = { 'content-type': 'text/markdown; charset=utf-8' };

/** Any page on this machine may include it, even an isolated one. */
const SCRIPT_HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** Creates the HTTP app of `serve` on the page's port. */
export function createPageApp(options: PageAppOptions): Hono<Bindings> {
  const { sandbox, releaseDesk, bridgeScript, token, api, descriptions } = options;
  const files = new ConsoleFiles();
  const guides = new GuideFiles();
  const app = new Hono<Bindings>();
  const access = (context: Context<Bindings>) => accessOf(context.env.incoming);

  app.use(async (context, next) => {
    const refusal = refuseOfficialHost(context.req.header('host'));
    return refusal ? problem(refusal) : next();
  });
  // A mini-app has its own origin, without anything of the console.
  const bundles = new BundleApp(sandbox.world, releaseDesk);
  app.use(async (context, next) => {
    if (miniAppHost(context.req.header('host')) === undefined) return next();
    const asked = access(context);
    const shown =
      asked.token ?? readPhone(context.req.header('cookie'), new URL(context.req.url).port)?.token;
    const refusal = refuseStrangerToMiniApp({ ...asked, token: shown }, token);
    return refusal ? problem(refusal) : bundles.answer(context.req.raw, isLocal(asked) ? undefined : shown);
  });
  // Before the access check, because the supervisor of a container is on another machine.
  app.get('/healthz', (context) => context.json({ status: 'ok', sandbox: true }));
  // Files that everybody who has the package can read. From another machine, everything else needs the token.
  app.get('/assets/:name', (context) => {
    const file = files.asset(context.req.param('name'));
    if (file === undefined) return context.notFound();
    return context.body(file.body, 200, { ...ASSET_HEADERS, 'content-type': file.type });
  });
  // This route checks the deploy key itself. With a valid key, other machines may use it too.
  app.route(DEPLOY_PATH, createDeployApi(sandbox, releaseDesk) as unknown as Hono<Bindings>);
  app.use(async (context, next) => {
    const refusal = refuseStranger(access(context), token);
    return refusal ? problem(refusal) : next();
  });
  app.use('/api/*', async (context, next) => {
    const refusal = refuseForeignOrigin(access(context));
    return refusal ? problem(refusal) : next();
  });
  app.route('/api', api as unknown as Hono<Bindings>);
  const page = (context: Context<Bindings>) =>
    context.html(files.page(context.req.header('accept-language')), 200, PAGE_HEADERS);
  app.get('/', page);
  app.get('/bridge.js', (context) => context.body(bridgeScript, 200, SCRIPT_HEADERS));
  app.get('/openapi.json', (context) => describe(context, 'control-api', descriptions().control));
  app.get('/openapi/partner.json', (context) => describe(context, 'partner-api', descriptions().partner));
  app.get('/llms.txt', (context) => context.text(guides.index(descriptions().control.info.version)));
  app.get('/guides/:file', (context) => {
    const guide = guides.read(context.req.param('file').replace(/\.md$/, ''));
    return guide === undefined ? context.notFound() : context.text(guide, 200, MARKDOWN);
  });
  app.get('/favicon.ico', (context) => context.body(null, 204));
  // The console handles its own paths. A program that requests one gets an answer for programs.
  app.get('*', (context, next) => (isNavigation(context) ? page(context) : next()));
  app.notFound(() =>
    problem({ status: 404, code: 'NOT_FOUND', detail: 'There is nothing here. Start at /, or at /api.' }),
  );
  app.onError((error, { req }) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sandbox.wire.publish({ type: 'sandbox.failed', where: `${req.method} ${req.path}`, message });
    return problem({
      status: 500,
      code: 'INTERNAL_ERROR',
      detail: 'The sandbox failed to answer. This is a bug of the sandbox. Its output says more.',
    });
  });
  return app;
}

/** `?download` saves it as a file. */
function describe(context: Context, name: string, document: OpenApiDocument): Response {
  const file = `attachment; filename="${name}.openapi.json"`;
  const save = context.req.query('download') !== undefined;
  return context.json(document, 200, save ? { 'content-disposition': file } : {});
}

function isNavigation(context: Context): boolean {
  return (context.req.header('accept') ?? '').includes('text/html');
}
