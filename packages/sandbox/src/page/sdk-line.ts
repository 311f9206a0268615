/** The lines of the official SDK, which have different bridges. */
export const SDK_LINES = ['2.x', '3.x'] as const;

/** One of {@link SDK_LINES}. */
export type SdkLine = (typeof SDK_LINES)[number];

/** Reads `data-sdk`: `2.x` if it is missing, `undefined` for any other value. */
export function readSdkLine(attribute: string | undefined): SdkLine | undefined {
  return attribute ? SDK_LINES.find((line) => line === attribute) : '2.x';
}
