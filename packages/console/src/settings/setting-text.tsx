import { useState } from 'react';
import { DeedButton } from '../actions/deed-button.js';
import type { WorldSettings } from '../api/world.js';
import { Field } from '../design/field.js';
import { settingDeed } from './setting-deed.js';

interface SettingTextProps {
  readonly name: keyof WorldSettings;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly toBody: (text: string) => unknown;
}

/** A setting with a text. It takes effect when it is saved. */
export function SettingText({ name, label, hint, value, toBody }: SettingTextProps) {
  const [text, setText] = useState(value);
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <div className="row">
          <input
            {...ids}
            className="input grow"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
          <DeedButton deed={settingDeed(name, toBody(text))} size="usual" disabled={text.trim() === value} />
        </div>
      )}
    </Field>
  );
}
