import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.js';

/** Reads options and other arguments. @throws {UsageError} naming an option that is unknown or lacks its value */
export function parsedOptions<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs<{ args: string[]; allowPositionals: true; options: Options }>({
      args: [...args],
      allowPositionals: true,
      options,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown option';
    throw new UsageError({ en: `Failed to understand: ${reason}`, ko: `이해하지 못했어요: ${reason}` });
  }
}
