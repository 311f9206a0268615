import type { Command } from 'commander';
import type { WireEvent } from '../wire/wire-event.js';
import { type CommonFlags, clientCommand } from './client-command.js';
import type { Output } from './console-output.js';
import { eventLine } from './event-line.js';
import { type SandboxClient, sandboxClient } from './sandbox-client.js';

interface WatchFlags extends CommonFlags {
  readonly order?: string | undefined;
  readonly user?: string | undefined;
  readonly types?: string | undefined;
  readonly replay?: string | undefined;
}

/** The pause before it connects again, in milliseconds, as in a browser. */
const RETRY_MS = 500;

/** `watch`: prints what happens in the sandbox, line by line, until Ctrl-C. */
export function watchCommand(output: Output): Command {
  return clientCommand('watch', '일어나는 일을 한 줄씩 보여줘요. (Shows what happens, line by line.)')
    .option('--order <orderId>', 'of this order only')
    .option('--user <userKey>', 'of this user only')
    .option('--types <names>', 'only these events, with commas between, such as sheet.shown,status.asked')
    .option('--replay <count>', 'begin with so many of the last events', '20')
    .action(async (flags: WatchFlags) => {
      const client = sandboxClient(flags);
      for (let lastId = ''; ; ) {
        // If the sandbox is missing at the first attempt, that is an error. Later it may come back.
        lastId = await follow(client, flags, lastId, output).catch((error: unknown) => {
          if (lastId === '') throw error;
          return lastId;
        });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    });
}

/** Follows one connection to its end. @returns the id of the last event */
async function follow(
  client: SandboxClient,
  flags: WatchFlags,
  last: string,
  output: Output,
): Promise<string> {
  const query = new URLSearchParams({
    ...(flags.order !== undefined && { orderId: flags.order }),
    ...(flags.user !== undefined && { userKey: flags.user }),
    ...(flags.types !== undefined && { types: flags.types }),
    ...(last === '' && { replay: String(flags.replay) }),
  });
  const answer = await client.open(`/stream?${query}`, last === '' ? {} : { 'last-event-id': last });
  const decoder = new TextDecoder();
  let lastId = last;
  let text = '';
  for await (const bytes of answer.body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      lastId = /^id: (.*)$/m.exec(message)?.[1] ?? lastId;
      write(message, flags.json === true, output);
    }
  }
  return lastId;
}

function write(message: string, json: boolean, output: Output): void {
  const data = /^data: (.*)$/m.exec(message)?.[1];
  if (data === undefined || message.startsWith('event: gap')) return;
  const line = json ? data : eventLine(JSON.parse(data) as WireEvent);
  if (line !== undefined) output.out(line);
}
