import { useState } from 'react';
import { act } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import type { PlacePlugin } from '../api/place.js';
import { Button } from '../design/button.js';
import { Choice } from '../design/choice.js';
import { Field } from '../design/field.js';
import { Modal } from '../design/modal.js';
import { m } from '../paraglide/messages.js';
import { registerDeed } from './place-deeds.js';

const EMPTY: PlacePlugin = { pluginId: '', type: 'FRONT', name: '', company: '', acl: [] };

/** The form to register a plugin or change an existing one. */
export function RegisterPlugin({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const [plugin, setPlugin] = useState(EMPTY);
  const change = (changes: Partial<PlacePlugin>) => setPlugin({ ...plugin, ...changes });
  const deed = registerDeed(plugin);
  return (
    <Modal title={m.place_register()} open={open} onClose={onClose}>
      <form
        className="stack"
        style={{ marginTop: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          void act(deed).then((done) => {
            if (done === undefined) return;
            setPlugin(EMPTY);
            onClose();
          });
        }}
      >
        <Choice
          label={m.type()}
          value={plugin.type}
          options={[
            ['FRONT', m.place_front()],
            ['POS', 'POS'],
          ]}
          onChange={(type) => change({ type })}
        />
        {(['pluginId', 'name', 'company'] as const).map((field) => (
          <Field key={field} label={LABELS[field]()} required>
            {(ids) => (
              <input
                {...ids}
                className="input"
                required
                value={plugin[field]}
                onChange={({ target }) => change({ [field]: target.value })}
              />
            )}
          </Field>
        ))}
        <Field label="ACL" hint={m.place_acl_hint()}>
          {(ids) => (
            <textarea
              {...ids}
              className="input mono"
              placeholder="api.example.com"
              defaultValue=""
              onChange={({ target }) => change({ acl: target.value.split(/[\s,]+/).filter(Boolean) })}
            />
          )}
        </Field>
        <div className="buttons">
          <CurlButton call={deed.call} label={deed.label} />
          <Button kind="plain" onClick={onClose}>
            {m.cancel()}
          </Button>
          <Button kind="primary" type="submit">
            {deed.label}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

const LABELS = { pluginId: m.place_plugin_id, name: m.name, company: m.place_company };
