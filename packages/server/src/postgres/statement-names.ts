// Each named statement stays in the memory of every connection. The ledger has about forty; lists of values make more.
const NAMES_KEPT = 100;

// A prepared "all columns" fails when a later migration adds one while this version still runs; `count(*)` does not.
const ALL_COLUMNS = /[^(]\*/;

/** Gives statements names, so that a connection prepares each only once. `undefined`: do not prepare it. */
export function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= NAMES_KEPT || ALL_COLUMNS.test(text)) return known;
    const name = `ait_iap_${names.size + 1}_${fingerprint(text)}`;
    names.set(text, name);
    return name;
  };
}

/** Two sources on one pool count separately, and one name must not mean two statements on a connection. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(36);
}
