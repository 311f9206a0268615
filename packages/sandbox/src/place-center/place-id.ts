import { consoleRule } from '../errors/console-rule-error.js';

const PLACE_ID = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

/** @throws ConsoleRuleError for an invalid id of a plugin, a shop or a terminal */
export function checkPlaceId(action: string, field: string, id: string): void {
  if (PLACE_ID.test(id)) return;
  throw consoleRule(
    action,
    field,
    'Use letters, digits, dots, hyphens and underscores, at most 64.',
    '영문, 숫자, 점, 하이픈, 밑줄로 64자까지 입력해 주세요.',
  );
}
