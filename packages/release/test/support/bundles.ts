import { AITWriter, PlatformType } from '@apps-in-toss/ait-format';

/** A mini-app that does what the review asks for, as a minifier leaves it. */
export const GOOD_SCRIPT = `
const a=r;async function s(){const{orders:e}=await a.getPendingOrders();for(const t of e)await g(t.orderId)&&await a.completeProductGrant({params:{orderId:t.orderId}})}
function b(e){return a.createOneTimePurchaseOrder({options:{sku:e,processProductGrant:({orderId:e})=>g(e)},onEvent:n,onError:n})}
async function l(){return(await a.getProductItemList())?.products.map(({displayAmount:e})=>e)}
const h=()=>a.getCompletedOrRefundedOrders();s();
`;

const SHELL = ['bundle.ios.0_84_0.js', 'bundle.android.0_84_0.js'];

/** What to plant into a bundle that is good otherwise. */
export interface Planted {
  readonly appName?: string;
  readonly sdkVersion?: string;
  readonly script?: string;
  readonly page?: string;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly permissions?: readonly (readonly [string, string])[];
  readonly without?: readonly string[];
}

/** Writes a bundle with the official package, as the official build lays it out: pages under `web/`, a shell around them. */
export async function bundleWith(planted: Planted = {}): Promise<Uint8Array> {
  const writer = new AITWriter({ appName: planted.appName ?? 'gem-shop', createdBy: 'test/1.0.0' });
  writer.setMetadata({
    isGame: false,
    platform: PlatformType.WEB,
    bundleFiles: SHELL,
    ...(planted.sdkVersion === '' ? {} : { sdkVersion: planted.sdkVersion ?? '3.6.0' }),
  });
  for (const [name, access] of planted.permissions ?? []) writer.addPermission(name, access);
  const files: Record<string, string | Uint8Array> = {
    'web/index.html':
      planted.page ?? '<!doctype html><html lang="ko"><script type="module" src="/app.js"></script></html>',
    'web/app.js': planted.script ?? GOOD_SCRIPT,
    ...Object.fromEntries(
      SHELL.flatMap((name) => [
        [name, 'shell("http://10.0.2.2:8081")'],
        [`${name}.map`, '{"version":3}'],
      ]),
    ),
    ...planted.files,
  };
  for (const [name, content] of Object.entries(files)) {
    if (planted.without?.includes(name)) continue;
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    writer.addFile(name, bytes);
  }
  return writer.toBuffer();
}

/** The header of one bundle, and the archive of another: what is left when somebody changes a bundle after its build. */
export function headerAndArchive(header: Uint8Array, archive: Uint8Array): Uint8Array {
  const [own, other] = [archiveStart(header), archiveStart(archive)];
  return new Uint8Array(Buffer.concat([header.subarray(0, own), archive.subarray(other)]));
}

/** Where the length of the archive stands: behind the magic word, the version, and the header with its length. */
function archiveStart(bundle: Uint8Array): number {
  const view = new DataView(bundle.buffer, bundle.byteOffset);
  return 20 + Number(view.getBigUint64(12));
}

/** Where the archive ends. */
export function archiveEnd(bundle: Uint8Array): number {
  const start = archiveStart(bundle);
  return start + 8 + Number(new DataView(bundle.buffer, bundle.byteOffset).getBigUint64(start));
}
