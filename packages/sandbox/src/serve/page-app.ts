import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { problem } from '../errors/problem.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { refuseForeignOrigin, refuseOfficialHost, refuseStranger } from './access.js';
import { accessOf } from './access-of.js';
import { renderHomePage } from './home-page.js';
import type { OpenApiDocument } from './openapi/document.js';

/** What the page server serves. */
export interface PageAppOptions {
  readonly sandbox: Sandbox;
  /** `pageUrl` is filled in once the server listens, which is before anybody asks. */
  readonly urls: { readonly pageUrl: string; readonly partnerUrl: string };
  readonly certificateFolder: string;
  readonly bridgeScript: string;
  readonly token: string | undefined;
  /** Everything under `/api`. */
  readonly api: Hono;
  /** What is answered there, and by the partner API, in OpenAPI 3.1. */
  readonly descriptions: () => { readonly control: OpenApiDocument; readonly partner: OpenApiDocument };
}

type Bindings = { Bindings: HttpBindings };

/** The page itself loads nothing and may be framed by nobody. */
const PAGE_HEADERS = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Any page of this machine may include it, isolated ones too. */
const SCRIPT_HEADERS = {
  'content-type': 'text/javascript; charset=utf-8',
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-cache',
};

/** The HTTP side of `serve` on the page's port. */
export function createPageApp(options: PageAppOptions): Hono<Bindings> {
  const { sandbox, urls, certificateFolder, bridgeScript, token, api, descriptions } = options;
  const app = new Hono<Bindings>();
  const access = (context: Context<Bindings>) => accessOf(context.env.incoming);

  app.use(async (context, next) => {
    const refusal = refuseOfficialHost(context.req.header('host'));
    return refusal ? problem(refusal) : next();
  });
  // Before the question who asks: whoever looks after a container is another machine.
  app.get('/healthz', (context) => context.json({ status: 'ok', sandbox: true }));
  app.use(async (context, next) => {
    const refusal = refuseStranger(access(context), token);
    return refusal ? problem(refusal) : next();
  });
  app.use('/api/*', async (context, next) => {
    const refusal = refuseForeignOrigin(access(context));
    return refusal ? problem(refusal) : next();
  });
  app.route('/api', api as unknown as Hono<Bindings>);
  app.get('/', (context) =>
    context.html(renderHomePage({ world: sandbox.world, certificateFolder, ...urls }), 200, PAGE_HEADERS),
  );
  app.get('/bridge.js', (context) => context.body(bridgeScript, 200, SCRIPT_HEADERS));
  app.get('/openapi.json', (context) => describe(context, 'control-api', descriptions().control));
  app.get('/openapi/partner.json', (context) => describe(context, 'partner-api', descriptions().partner));
  app.get('/favicon.ico', (context) => context.body(null, 204));
  app.notFound(() =>
    problem({ status: 404, code: 'NOT_FOUND', detail: 'There is nothing here. Start at /, or at /api.' }),
  );
  app.onError((error, { req }) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    sandbox.wire.publish({ type: 'sandbox.failed', where: `${req.method} ${req.path}`, message });
    return problem({
      status: 500,
      code: 'INTERNAL_ERROR',
      detail: 'The sandbox failed to answer. This is a defect of it; its output says more.',
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
