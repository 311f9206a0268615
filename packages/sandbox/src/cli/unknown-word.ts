import { nearestWord } from '@ait-iap/protocol';
import type { Command } from 'commander';
import { FAULT_CATALOGUE, isFaultName } from '../faults/fault-catalogue.js';

/** The longest word that is repeated in a message. */
const SHOWN_LENGTH = 60;

/**
 * Refuses a word that is no subcommand, for commands that do something without one: Commander counts their arguments
 * only, and `fault purchase-eror` was "too many arguments for 'list'".
 */
export function refuseUnknownWords(program: Command): void {
  allowOtherWords(program);
  program.hook('preAction', (_, command) => {
    const word = command.args[command.registeredArguments.length];
    const group = groupOf(command);
    if (word === undefined || group === undefined) return;
    // The sentence names the subcommands, and would scroll away above the help.
    group.showHelpAfterError(false).error(sentence(group, word), { code: 'commander.unknownCommand' });
  });
}

function allowOtherWords(command: Command): void {
  for (const child of command.commands) {
    if (groupOf(child) !== undefined) child.allowExcessArguments();
    allowOtherWords(child);
  }
}

/** The command whose subcommands were meant: `list` is what `fault` does without one. */
function groupOf(command: Command): Command | undefined {
  if (command.commands.length > 0) return command;
  return command.name() === 'list' && command.parent?.name() === 'fault' ? command.parent : undefined;
}

function sentence(group: Command, given: string): string {
  const word = given.slice(0, SHOWN_LENGTH);
  const name = `ait-iap-sandbox ${group.name()}`;
  const isFault = group.name() === 'fault';
  if (isFault && isFaultName(word)) {
    return (
      `error: '${word}' is a fault and no command. Arm it with \`${name} arm ${word}\`. ` +
      `(\`${name} arm ${word}\` 로 오류를 준비해 주세요.)`
    );
  }
  const commands = group.commands.map((each) => each.name());
  const nearest = nearestWord(word, [...commands, ...(isFault ? Object.keys(FAULT_CATALOGUE) : [])]);
  const meant =
    nearest === undefined ? '' : ` Did you mean '${isFaultName(nearest) ? `arm ${nearest}` : nearest}'?`;
  const asked = nearest === undefined ? '' : ` 혹시 '${nearest}' 인가요?`;
  if (isFault) {
    return (
      `error: there is no fault and no command '${word}' of '${name}'.${meant} \`${name} list\` lists the faults; ` +
      `the commands are ${commands.join(', ')}. (그런 오류나 명령이 없어요.${asked} \`${name} list\` 로 오류 목록을 볼 수 있어요.)`
    );
  }
  return (
    `error: there is no command '${word}' of '${name}'.${meant} The commands are ${commands.join(', ')}. ` +
    `(그런 명령이 없어요.${asked} \`${name} --help\` 로 명령을 볼 수 있어요.)`
  );
}
