/**
 * A stream of random numbers that depends only on its words: the seed of the world and the purpose of the number. It
 * has no state, so an id or a chance is the same in a replay and does not depend on earlier draws.
 */
export function seededRandom(seed: string, purpose: string, number: number): () => number {
  let [a, b, c, d] = [hash(seed, 0x9e3779b9), hash(purpose, 0x85ebca6b), number | 0, (number / 2 ** 32) | 0];
  const next = () => {
    // sfc32: small, fast, and passes PractRand. The four words are its complete state.
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  // Similar seeds need some rounds until their streams are different.
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** Sixteen bytes of a {@link seededRandom} stream. */
export function seededBytes(seed: string, purpose: string, number: number): Uint8Array {
  const next = seededRandom(seed, purpose, number);
  return new Uint8Array(Uint32Array.of(next(), next(), next(), next()).buffer);
}

/** A number from 0 (inclusive) to 1 (exclusive). */
export function seededChance(seed: string, purpose: string, number: number): number {
  return seededRandom(seed, purpose, number)() / 2 ** 32;
}

/** FNV-1a over UTF-16 code units. */
function hash(text: string, start: number): number {
  let value = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value;
}
