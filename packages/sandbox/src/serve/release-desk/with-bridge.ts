/** The attributes of the `/bridge.js` tag in a page of a bundle. */
export interface BridgeTag {
  /** Address of the script. */
  readonly src: string;
  readonly userKey: string;
  readonly miniAppVersion: string;
  readonly deploymentId: string;
  /** The line of the official SDK in the bundle. */
  readonly sdkVersion: string | undefined;
}

/**
 * Puts `/bridge.js` before the first script of a page, because a Toss app is there before the page. Works on bytes, so
 * that a page keeps its encoding.
 */
export function withBridge(page: Uint8Array, tag: BridgeTag): Uint8Array {
  const text = Buffer.from(page).toString('latin1');
  const head = /<head(\s[^>]*)?>/i.exec(text);
  const start = /^(\uFEFF|\xEF\xBB\xBF)?\s*(<!doctype[^>]*>)?/i.exec(text)?.[0].length ?? 0;
  const at = head === null ? start : head.index + head[0].length;
  return Buffer.concat([page.subarray(0, at), Buffer.from(written(tag), 'latin1'), page.subarray(at)]);
}

function written({ src, userKey, miniAppVersion, deploymentId, sdkVersion }: BridgeTag): string {
  const line = /^(\d+)\./.exec(sdkVersion ?? '')?.[1];
  const attributes = [
    ['src', src],
    ['data-user-key', userKey],
    ['data-environment', 'toss'],
    ['data-mini-app-version', miniAppVersion],
    ['data-deployment-id', deploymentId],
    ...(line !== undefined && Number(line) >= 3 ? [['data-sdk', '3.x'] as const] : []),
  ] as const;
  return `<script ${attributes.map(([name, value]) => `${name}="${escaped(value)}"`).join(' ')}></script>`;
}

function escaped(text: string): string {
  return text.replace(/[&"<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
