/** A tag of a script, with all its attributes; a `>` inside quotes does not end it. */
const SCRIPT = /<script\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const COMMENT = /<!--[\s\S]*?-->/g;
const SRC = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;

/** The attributes that only `/bridge.js` reads. */
const OWN_ATTRIBUTE = /\sdata-(?:user-key|payment|page-while-paying|app-version|mini-app-version)\b/i;

/** Addresses of this machine and of the network that it is in. */
const NEAR_HOST =
  /^(?:localhost|.+\.localhost|.+\.local|127(?:\.\d+){3}|0\.0\.0\.0|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|\[::1?\])$/i;

/** An address of `/bridge.js` in the text of a program. */
const BRIDGE_IN_CODE = /(?:https?:)?\/\/[^\s"'`\\/]+\/bridge\.js\b[^\s"'`\\]*/gi;

/** This package, loaded by a page from somewhere else. */
const PACKAGE_IN_CODE = /https?:\/\/[^\s"'`\\]*@ait-iap\/sandbox\b[^\s"'`\\]*/i;

/** What `/bridge.js` leaves on a window: a file with this word in it is a copy of it, or contains one. */
const OWN_MARK = '__AIT_IAP_SANDBOX__';

/** Where a page without an address of its own is. */
const PAGE = 'https://page.invalid';

/** The address of a `/bridge.js` of the sandbox that a page includes, if it includes one. */
export function bridgeTagIn(html: string): string | undefined {
  for (const [tag] of html.replace(COMMENT, '').matchAll(SCRIPT)) {
    const src = SRC.exec(tag)
      ?.slice(1)
      .find((part) => part !== undefined);
    if (src !== undefined && (isBridge(src) || (isNamedBridge(src) && OWN_ATTRIBUTE.test(tag)))) return src;
  }
  return undefined;
}

/** The address at which a program finds the sandbox by itself, past all imports, if it has one. */
export function sandboxAddressIn(code: string): string | undefined {
  return code.match(BRIDGE_IN_CODE)?.find(isBridge) ?? PACKAGE_IN_CODE.exec(code)?.[0];
}

/** Whether a program is a copy of `/bridge.js`. */
export function isBridgeCopy(code: string): boolean {
  return code.includes(OWN_MARK);
}

/** A `/bridge.js` of a mini-app's own is nobody's business: only what no published page can reach is of a sandbox. */
function isBridge(src: string): boolean {
  if (!isNamedBridge(src) || !URL.canParse(src, PAGE)) return false;
  const { origin, hostname, searchParams } = new URL(src, PAGE);
  return NEAR_HOST.test(hostname) || (origin !== PAGE && searchParams.has('token'));
}

function isNamedBridge(src: string): boolean {
  return /(?:^|\/)bridge\.js(?:[?#]|$)/.test(src);
}
