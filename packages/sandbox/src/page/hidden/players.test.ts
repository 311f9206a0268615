import { beforeEach, describe, expect, it } from 'vitest';
import { followPlayers, type Players, type PlayerWindow } from './players.js';

/** An audio or video element, as far as the sandbox looks at it. */
class Media {
  paused = true;
  ended = false;
  async play(): Promise<string> {
    this.paused = false;
    return 'playing';
  }
}

interface Context {
  state: 'running' | 'suspended' | 'closed';
  startRendering?: () => void;
}

/** A source of an AudioContext. One that has been started throws when it is started again. */
class Source extends EventTarget {
  readonly startedWith: unknown[][] = [];
  constructor(readonly context: Context) {
    super();
  }
  start(...args: unknown[]): void {
    if (args[0] === 'refused') throw new Error('refused');
    this.startedWith.push(args);
  }
}

let inDocument: Media[];
let players: Players;
/** What the page plays with. Each test has classes of its own, because they are changed. */
let page: { Media: typeof Media; Oscillator: typeof Source; BufferSource: typeof Source };
beforeEach(() => {
  inDocument = [];
  const ownSource = () =>
    class extends Source {
      override start(...args: unknown[]): void {
        super.start(...args);
      }
    };
  const OwnMedia = class extends Media {
    override play(): Promise<string> {
      return super.play();
    }
  };
  page = { Media: OwnMedia, Oscillator: ownSource(), BufferSource: ownSource() };
  players = followPlayers({
    document: { querySelectorAll: (names: string) => (names === 'audio, video' ? inDocument : []) },
    HTMLMediaElement: page.Media,
    AudioScheduledSourceNode: page.Oscillator,
    AudioBufferSourceNode: page.BufferSource,
  } as unknown as PlayerWindow);
});

describe('an audio or video element', () => {
  it('plays from its first play() until it is paused, wherever it is', async () => {
    const element = new page.Media();
    expect(players.playing()).toBe(false);
    expect(await element.play()).toBe('playing');
    expect(players.playing()).toBe(true);
    element.paused = true;
    expect(players.playing()).toBe(false);
  });

  it('has ended at its end, even without a pause', async () => {
    const element = new page.Media();
    await element.play();
    element.ended = true;
    expect(players.playing()).toBe(false);
  });

  it('in the document counts without a call of play(), beside others that are paused', () => {
    const byItself = new page.Media();
    inDocument.push(new page.Media(), byItself);
    expect(players.playing()).toBe(false);
    byItself.paused = false;
    expect(players.playing()).toBe(true);
  });
});

describe.each(['Oscillator', 'BufferSource'] as const)('a source of an AudioContext: %s', (kind) => {
  const started = (context: Context, ...args: unknown[]) => {
    const source = new page[kind](context);
    source.start(...args);
    return source;
  };

  it('plays while its context runs, with what the page has given it', () => {
    const context: Context = { state: 'running' };
    expect(started(context, 1, 2).startedWith).toEqual([[1, 2]]);
    expect(players.playing()).toBe(true);
    context.state = 'suspended';
    expect(players.playing()).toBe(false);
    context.state = 'running';
    expect(players.playing()).toBe(true);
    context.state = 'closed';
    expect(players.playing()).toBe(false);
  });

  it('plays no more when it has ended, while another one does', () => {
    const context: Context = { state: 'running' };
    const first = started(context);
    const second = started(context);
    first.dispatchEvent(new Event('ended'));
    expect(players.playing()).toBe(true);
    second.dispatchEvent(new Event('ended'));
    expect(players.playing()).toBe(false);
  });

  it('of a file that is only computed is not heard', () => {
    started({ state: 'running', startRendering: () => {} });
    expect(players.playing()).toBe(false);
  });

  it('that the browser refuses to start does not play, and its page gets the error', () => {
    expect(() => started({ state: 'running' }, 'refused')).toThrow('refused');
    expect(players.playing()).toBe(false);
  });

  it('shows the same method as before', () => {
    const { enumerable, writable, configurable } =
      Object.getOwnPropertyDescriptor(page[kind].prototype, 'start') ?? {};
    expect({ enumerable, writable, configurable }).toEqual({
      enumerable: false,
      writable: true,
      configurable: true,
    });
  });
});
