import { act } from '../actions/act.js';
import { CurlButton } from '../actions/deed-button.js';
import type { WorldSettings } from '../api/world.js';
import { Choice } from '../design/choice.js';
import { Field } from '../design/field.js';
import { settingDeed } from './setting-deed.js';

interface SettingChoiceProps<Value extends string> {
  readonly name: keyof WorldSettings;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: Value;
  readonly options: ReadonlyArray<readonly [Value, string]>;
}

/** A setting with several choices. It takes effect at once. */
export function SettingChoice<Value extends string>(props: SettingChoiceProps<Value>) {
  const { name, label, hint, value, options } = props;
  return (
    <Field label={label} hint={hint}>
      {({ id }) => (
        <div className="row">
          <Choice
            id={id}
            label={label}
            value={value}
            options={options}
            onChange={(chosen) => void act(settingDeed(name, chosen))}
          />
          <CurlButton call={settingDeed(name, value).call} label={label} />
        </div>
      )}
    </Field>
  );
}
