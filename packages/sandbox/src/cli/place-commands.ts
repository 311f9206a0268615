import type { EndpointCommand } from './endpoint-command.js';

const PLUGIN = 'POST /place/plugins/:pluginId/versions/:version';

/** The commands for plugins of Toss Place. `place upload`, which reads a file, is in a separate file. */
export const PLACE_COMMANDS: readonly EndpointCommand[] = [
  {
    words: 'place plugins',
    endpoint: 'GET /place/plugins',
    summary: '플레이스 플러그인을 보여줘요. (Plugins for Toss Place.)',
  },
  {
    words: 'place register',
    endpoint: 'PUT /place/plugins/:pluginId',
    summary: '플러그인을 등록하거나 바꿔요. (Registers a plugin, or changes it.)',
    positional: ['type'],
  },
  {
    words: 'place versions',
    endpoint: 'GET /place/plugins/:pluginId/versions',
    summary: '플러그인의 버전을 보여줘요. (Versions of a plugin.)',
  },
  {
    words: 'place submit',
    endpoint: `${PLUGIN}/review`,
    summary: '검수를 요청해요. (Asks for the review.)',
  },
  {
    words: 'place decide',
    endpoint: `${PLUGIN}/decision`,
    summary: '검수를 끝내요. (Decides the review.)',
    positional: ['decision', 'reason'],
  },
  {
    words: 'place stores',
    endpoint: 'GET /place/stores',
    summary: '매장을 보여줘요. (Stores and what is on there.)',
  },
  {
    words: 'place open-store',
    endpoint: 'PUT /place/stores/:storeId',
    summary: '매장을 만들어요. (Opens a store or a test merchant.)',
    positional: ['name'],
  },
  {
    words: 'place activate',
    endpoint: 'PUT /place/stores/:storeId/plugins/:pluginId',
    summary: '매장에서 플러그인을 켜요. (Switches a plugin on at a store.)',
    positional: ['by'],
  },
  {
    words: 'place terminals',
    endpoint: 'GET /place/terminals',
    summary: '단말기와 설치된 버전을 보여줘요. (Terminals and what runs there.)',
  },
  {
    words: 'place install',
    endpoint: 'PUT /place/terminals/:terminalId',
    summary: '단말기를 설치해요. (Installs a terminal at a store.)',
    positional: ['storeId', 'kind'],
  },
  {
    words: 'place track',
    endpoint: 'PUT /place/terminals/:terminalId/track',
    summary: '단말기의 트랙을 바꿔요. (Sets a terminal to a track.)',
    positional: ['track'],
  },
  {
    words: 'place restart',
    endpoint: 'POST /place/terminals/:terminalId/restart',
    summary: '단말기를 재시작해요. (Restarts a terminal.)',
  },
  {
    words: 'place reload',
    endpoint: 'POST /place/terminals/:terminalId/reload',
    summary: 'POS를 새로고침해요. (Reloads a POS.)',
  },
];
