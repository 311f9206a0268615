import { type Command, Option } from 'commander';
import type { PlaceTrack, PlaceVersion } from '../place-center/plugin-version.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';
import { contentOf } from './existing-file.js';
import { shownAnswer } from './shown-answer.js';

interface UploadFlags extends CommonFlags {
  readonly pluginVersion: string;
  readonly track: PlaceTrack;
}

/** `place upload <pluginId> <file>`: uploads the ZIP of a plugin. */
export function placeUploadCommand(output: Output): Command {
  return clientCommand('upload', '플러그인의 ZIP을 올려요. (Uploads the ZIP of a plugin.)')
    .argument('<pluginId>')
    .argument('<file>', 'ZIP of dist')
    .requiredOption('--plugin-version <version>', 'such as 1.0.0')
    .addOption(
      new Option('--track <track>', 'development: at once, at most 5 terminals; live: after its review')
        .choices(['development', 'live'])
        .default('development'),
    )
    .action((pluginId: string, file: string, { pluginVersion, track, ...flags }: UploadFlags) =>
      tell(output, flags, async (client) => {
        const content = contentOf(file);
        const query = new URLSearchParams({ version: pluginVersion, track });
        const path = `/place/plugins/${encodeURIComponent(pluginId)}/versions?${query}`;
        const data = await client.upload<PlaceVersion>(path, content, 'application/zip');
        return { data, words: shownAnswer(data) };
      }),
    );
}
