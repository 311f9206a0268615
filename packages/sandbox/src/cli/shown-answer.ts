import { formatKrw } from '@ait-iap/protocol';
import { koreanTime } from '../clock/korean-time.js';
import type { InstalledPlugin } from '../place-center/terminal.js';
import { columns } from './columns.js';

type Row = Readonly<Record<string, unknown>>;

/** The columns of a list, if its rows have them. */
const SHOWN = [
  ...[
    'orderId',
    'terminalId',
    'storeId',
    'pluginId',
    'track',
    'seq',
    'number',
    'id',
    'version',
    'month',
    'name',
    'sku',
    'userKey',
    'type',
    'state',
    'kind',
  ],
  ...['store', 'amount', 'productName', 'reason', 'decider', 'tab', 'rejectReason', 'paidAt', 'requestedAt'],
  ...['tested', 'live', 'memo', 'testUrl', 'issuedAt'],
  ...['at', 'subject', 'text', 'payments', 'paid', 'refunded', 'payout', 'steps'],
  ...['company', 'acl', 'sizeBytes', 'uploadedAt', 'deployedAt', 'test', 'plugins', 'waiting'],
] as const;

const MONEY: readonly string[] = ['amount', 'paid', 'refunded', 'payout', 'salePrice', 'supplyPrice'];

/** Formats an answer for a person: a list in columns, anything else as one `name: value` per line. */
export function shownAnswer(data: unknown): string {
  if (typeof data !== 'object' || data === null) return String(data);
  const lists = Object.entries(data).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
  const [list] = lists;
  if (lists.length === 1 && list !== undefined) return shownList(list[1], data as Row, list[0]);
  return shownFields(data as Row, '');
}

function shownList(rows: readonly unknown[], rest: Row, name: string): string {
  const { total } = rest;
  const words = rows.every((row) => typeof row !== 'object');
  const shown = words ? rows.join('\n') : columns(toRows(rows as readonly Row[]));
  if (rows.length === 0) return `${name}: 아직 없어요. (None.)`;
  return typeof total === 'number' && total > rows.length ? `${shown}\n(${rows.length} / ${total})` : shown;
}

function toRows(rows: readonly Row[]): string[][] {
  const heads = SHOWN.filter((field) => rows.some((row) => row[field] !== undefined));
  return [[...heads], ...rows.map((row) => heads.map((field) => inWords(field, row[field])))];
}

function shownFields(data: Row, indent: string): string {
  return Object.entries(data)
    .map(([name, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? `${indent}${name}:\n${shownFields(value as Row, `${indent}  `)}`
        : `${indent}${name}: ${inWords(name, value)}`,
    )
    .join('\n');
}

function inWords(name: string, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'number' && MONEY.includes(name)) return formatKrw(value);
  if (typeof value === 'number' && /^at$|At$/.test(name)) return koreanTime(value).replace('T', ' ');
  if (isListOfPlugins(value))
    return value.map(({ pluginId, version, track }) => `${pluginId} ${version} (${track})`).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** For a terminal: the plugins that run there. */
function isListOfPlugins(value: unknown): value is readonly InstalledPlugin[] {
  return Array.isArray(value) && value.every((each) => typeof each?.pluginId === 'string');
}
