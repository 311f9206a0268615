import { Select } from '@base-ui/react/select';
import { Icon } from './icons.js';

interface ChoiceProps<Value extends string> {
  /** The label for screen readers. */
  readonly label: string;
  readonly value: Value;
  readonly options: ReadonlyArray<readonly [Value, string]>;
  readonly onChange: (value: Value) => void;
  /** The value that means "nothing chosen". */
  readonly none?: Value | undefined;
  readonly id?: string | undefined;
  /** A text before the value, for a filter without a visible label. */
  readonly prefix?: string | undefined;
}

/** A choice of one of several words. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, onChange, none, id, prefix } = props;
  const items = options.map(([each, text]) => ({ value: each, label: text }));
  const isSet = none !== undefined && value !== none;
  return (
    <Select.Root items={items} value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      <Select.Trigger className="select" aria-label={label} id={id} data-set={isSet ? '' : undefined}>
        {prefix !== undefined && !isSet ? <span>{prefix}</span> : <Select.Value />}
        <Icon name="down" size={16} />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={6} alignItemWithTrigger={false} style={{ zIndex: 30 }}>
          <Select.Popup className="popup">
            {items.map((item) => (
              <Select.Item key={item.value} value={item.value} className="popup-item">
                <Select.ItemText>{item.label}</Select.ItemText>
                <Select.ItemIndicator className="check">
                  <Icon name="check" size={16} />
                </Select.ItemIndicator>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  );
}
