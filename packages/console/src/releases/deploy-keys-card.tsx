import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { act } from '../actions/act.js';
import { CurlButton, DeedButton } from '../actions/deed-button.js';
import { read } from '../api/client.js';
import type { DeployKey } from '../api/version.js';
import { Button } from '../design/button.js';
import { CopyButton } from '../design/copy-button.js';
import { Field } from '../design/field.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { issueKeyDeed, revokeKeyDeed } from './release-deeds.js';

/** Keys of the official command line, and the command that deploys with one. */
export function DeployKeysCard() {
  const { data } = useQuery(read<{ keys: readonly DeployKey[] }>('/deploy-keys'));
  const [name, setName] = useState('ci');
  const [key, setKey] = useState<string>();
  const deed = issueKeyDeed(name);
  const command = `npx ait deploy --api-key ${key ?? '<key>'} --base-url ${location.origin}/console`;
  return (
    <section className="card" aria-labelledby="deploy-keys">
      <h2 className="card-head" id="deploy-keys">
        {m.release_keys()}
      </h2>
      <div className="card-body stack">
        <p>{m.release_keys_lead()}</p>
        <div className="curl">
          <pre>{command}</pre>
          <CopyButton text={command} label={m.release_copy_command()} />
        </div>
        {key && <p className="notice">{m.release_key_once()}</p>}
        <form
          className="row wrap"
          style={{ alignItems: 'flex-end' }}
          onSubmit={(event) => {
            event.preventDefault();
            void act<{ key?: string }>(deed).then((issued) => issued?.key && setKey(issued.key));
          }}
        >
          <Field label={m.release_key_name()}>
            {(ids) => (
              <input
                {...ids}
                className="input"
                style={{ width: 160 }}
                required
                pattern="[\w.\-]{1,40}"
                value={name}
                onChange={({ target }) => setName(target.value)}
              />
            )}
          </Field>
          <span className="split">
            <Button kind="primary" type="submit">
              {deed.label}
            </Button>
            <CurlButton call={deed.call} label={deed.label} kind="primary" size="usual" />
          </span>
        </form>
        <ul className="release-keys">
          {data?.keys.map((each) => (
            <li key={each.name} className="row wrap">
              <strong className="grow">{each.name}</strong>
              <span className="quiet">{dayAndTime(each.issuedAt)}</span>
              <DeedButton deed={revokeKeyDeed(each)} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
