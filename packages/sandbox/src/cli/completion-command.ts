import { Argument, Command } from 'commander';
import type { Output } from './console-output.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

const SCRIPTS: Readonly<Record<(typeof SHELLS)[number], string>> = {
  bash: `_ait_iap_sandbox() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -W "$(ait-iap-sandbox complete -- "\${COMP_WORDS[@]:1:COMP_CWORD-1}")" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _ait_iap_sandbox ait-iap-sandbox`,
  zsh: `#compdef ait-iap-sandbox
_ait_iap_sandbox() {
  local -a found
  found=(\${(f)"$(ait-iap-sandbox complete -- "\${(@)words[2,CURRENT-1]}")"})
  compadd -a found
}
compdef _ait_iap_sandbox ait-iap-sandbox`,
  fish: `complete -c ait-iap-sandbox -f -a '(ait-iap-sandbox complete -- (commandline -opc)[2..])'`,
};

/** `completion <shell>`: a script for the shell, which calls `complete` for suggestions. */
export function completionCommand(output: Output): Command {
  const summary = '셸 자동 완성 스크립트를 써요. (Writes a completion script for a shell.)';
  return new Command('completion')
    .summary(summary)
    .description(`${summary}\n\nsource <(ait-iap-sandbox completion bash)`)
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) => output.out(SCRIPTS[shell]));
}

/** The possible next words: commands, flags, and values of a flag. */
export function candidates(program: Command, words: readonly string[]): readonly string[] {
  let command = program;
  for (const word of words) command = command.commands.find((each) => each.name() === word) ?? command;
  const last = words.at(-1);
  const flag = command.options.find(({ long, required }) => long === last && required);
  if (flag !== undefined) return flag.argChoices ?? [];
  const choices = command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []);
  const flags = command.options.flatMap(({ long }) => long ?? []);
  return [...command.commands.map((each) => each.name()), ...choices, ...flags];
}
