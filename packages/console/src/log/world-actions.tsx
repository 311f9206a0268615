import { useState } from 'react';
import { act, type Deed } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import { say } from '../actions/say.js';
import { readAgain } from '../api/client.js';
import { fetchAnswer, send } from '../api/send.js';
import { Button } from '../design/button.js';
import { Icon } from '../design/icons.js';
import { Modal } from '../design/modal.js';
import { m } from '../paraglide/messages.js';

const EXPORT = { method: 'GET', path: '/export' } as const;

/** The file that `exportWorld` writes. Its type is that of the control API. */
const WORLD_FILE = new File([], 'world.jsonl', { type: 'application/x-ndjson' });

const importOf = (body: File) => ({ method: 'POST', path: '/import', body }) as const;

const resetDeed = (): Deed => ({
  label: m.reset(),
  call: { method: 'POST', path: '/reset' },
  done: m.reset_done(),
});

/** The world as a whole: taken along, brought in, begun again. */
export function WorldActions() {
  const [asking, setAsking] = useState(false);
  const reset = resetDeed();
  return (
    <section className="card card-body row wrap" aria-label={m.world()}>
      <span className="split">
        <Button kind="outline" onClick={() => void exportWorld()}>
          <Icon name="download" size={16} />
          {m.export()}
        </Button>
        <CurlButton call={EXPORT} label={m.export()} kind="outline" size="usual" />
      </span>
      <span className="split">
        <label className="button" data-kind="outline">
          {m.import()}
          <input
            type="file"
            className="visually-hidden"
            accept=".jsonl,.ndjson,.json"
            onChange={({ target }) => void importWorld(target)}
          />
        </label>
        <CurlButton call={importOf(WORLD_FILE)} label={m.import()} kind="outline" size="usual" />
      </span>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {m.reset()}
      </Button>
      <Modal title={m.reset()} open={asking} onClose={() => setAsking(false)}>
        <p style={{ marginTop: 12 }}>{m.reset_question()}</p>
        <div className="buttons">
          <CurlButton call={reset.call} label={reset.label} />
          <Button kind="plain" onClick={() => setAsking(false)}>
            {m.cancel()}
          </Button>
          <Button
            kind="danger"
            onClick={() => {
              setAsking(false);
              void act(reset);
            }}
          >
            {m.reset()}
          </Button>
        </div>
      </Modal>
    </section>
  );
}

async function exportWorld(): Promise<void> {
  const answer = await fetchAnswer(EXPORT);
  const url = URL.createObjectURL(await answer.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = WORLD_FILE.name;
  link.click();
  URL.revokeObjectURL(url);
}

async function importWorld(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (file === undefined) return;
  try {
    await send(importOf(file));
    say(m.imported(), 'done');
  } catch (error) {
    say((error as Error).message, 'error');
  }
  // The same file may be chosen again, for example after it was corrected.
  input.value = '';
  readAgain();
}
