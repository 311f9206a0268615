import { type Bundle, ownFiles } from '../bundle/bundle.js';
import { readBundle } from '../bundle/read-bundle.js';
import { daysLeft, readCertificate } from '../certificate/read-certificate.js';
import { askBackends } from '../cors/ask-backends.js';
import type { BackendAnswer } from '../cors/backend-answer.js';
import { corsFindings } from '../cors/cors-findings.js';
import { addresses } from '../rules/addresses.js';
import { type Finding, inOrder, isRefused } from '../rules/finding.js';
import { identity } from '../rules/identity.js';
import { integrity } from '../rules/integrity.js';
import { leftovers } from '../rules/leftovers.js';
import { type PurchaseReport, purchase, purchaseIn } from '../rules/purchase.js';
import type { Rule, RuleInput } from '../rules/rule.js';
import { sdk } from '../rules/sdk.js';
import { secrets } from '../rules/secrets.js';
import { type SizeReport, size, sizeOf } from '../rules/size.js';
import { readScripts } from '../script/read-scripts.js';

const RULES: readonly Rule[] = [integrity, size, identity, sdk, secrets, leftovers, addresses, purchase];

/** Options of {@link checkBundle}. */
export interface CheckOptions {
  /** The addresses of your backend that pages of the mini-app call, such as `https://api.example.com/grant`. */
  readonly backends?: readonly string[] | undefined;
  /** Also ask the https addresses that are found in the code. @defaultValue true */
  readonly askFoundBackends?: boolean | undefined;
  /** The client certificate of your backend, PEM or DER. */
  readonly certificate?: Uint8Array | undefined;
  /** The `appName` in granite.config or apps-in-toss.config. */
  readonly configuredAppName?: string | undefined;
  /**
   * Whether the mini-app was live before SDK 3.x was required. Then an older SDK is only a warning. @defaultValue false
   */
  readonly liveSince2x?: boolean | undefined;
  /** The time of the check, in milliseconds since 1970. @defaultValue now */
  readonly now?: number | undefined;
  /** The `fetch` for requests to the backends. @defaultValue the global `fetch` */
  readonly fetch?: typeof fetch | undefined;
}

/** The result of a check. */
export interface CheckReport {
  /** The facts about the bundle, from its file. */
  readonly bundle: Pick<Bundle, 'form' | 'platform' | 'appName' | 'deploymentId' | 'sdkVersion' | 'sha256'>;
  /** How its size is composed. */
  readonly size: SizeReport;
  /** How it uses in-app purchase. */
  readonly purchase: PurchaseReport;
  /** The answers of the backends to its pages. */
  readonly backends: readonly BackendAnswer[];
  /** The mini-app in the client certificate, and how many days it is still valid. Only if a certificate was given. */
  readonly certificate?: { readonly commonName: string; readonly daysLeft: number };
  /** All findings: refused first, then warnings, then notes. */
  readonly findings: readonly Finding[];
  /** True if nothing is refused. */
  readonly ok: boolean;
}

/**
 * Checks a bundle, and asks the backends of its pages whether CORS allows them. It uploads nothing and changes nothing.
 * @throws {BundleError} if the file cannot be read at all
 * @throws {CertificateError} if `certificate` is not a certificate
 */
export async function checkBundle(content: Uint8Array, options: CheckOptions = {}): Promise<CheckReport> {
  const bundle = await readBundle(content);
  const files = ownFiles(bundle);
  const scripts = readScripts(files);
  const evidence: RuleInput = {
    bundle,
    files,
    scripts,
    certificate: options.certificate === undefined ? undefined : readCertificate(options.certificate),
    configuredAppName: options.configuredAppName,
    now: options.now ?? Date.now(),
  };
  // A local or unencrypted address has a separate finding, and is asked only if it was named explicitly.
  const found = scripts.addresses
    .map(({ address }) => address)
    .filter((address) => address.startsWith('https:'));
  const backends = await askBackends(
    bundle.appName,
    [...(options.backends ?? []), ...(options.askFoundBackends === false ? [] : found)],
    options.fetch ?? fetch,
  );
  const findings = [
    ...RULES.flatMap((rule) => rule(evidence)),
    ...corsFindings(backends, scripts.sendsCredentials),
  ].map((finding) =>
    options.liveSince2x && finding.rule === 'sdk-too-old'
      ? { ...finding, weight: 'warning' as const }
      : finding,
  );
  const { form, platform, appName, deploymentId, sdkVersion, sha256 } = bundle;
  return {
    bundle: { form, platform, appName, deploymentId, sdkVersion, sha256 },
    size: sizeOf(bundle),
    purchase: purchaseIn(scripts),
    backends,
    ...(evidence.certificate && {
      certificate: {
        commonName: evidence.certificate.commonName,
        daysLeft: daysLeft(evidence.certificate, evidence.now),
      },
    }),
    findings: inOrder(findings),
    ok: !findings.some(isRefused),
  };
}
