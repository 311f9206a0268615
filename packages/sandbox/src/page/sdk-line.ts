/** The lines of the official SDK, by how their bridges speak. */
export const SDK_LINES = ['2.x', '3.x'] as const;

/** One of {@link SDK_LINES}. */
export type SdkLine = (typeof SDK_LINES)[number];

/** Reads `data-sdk`: `2.x` where it is missing, and `undefined` if it is something else. */
export function readSdkLine(attribute: string | undefined): SdkLine | undefined {
  return attribute ? SDK_LINES.find((line) => line === attribute) : '2.x';
}
