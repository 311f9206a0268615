import { Checkbox } from '@base-ui/react/checkbox';
import { Switch } from '@base-ui/react/switch';
import type { ReactNode } from 'react';
import { Icon } from './icons.js';

interface ToggleProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean | undefined;
}

/** A switch that takes effect at once. */
export function Toggle({ label, checked, onChange, disabled }: ToggleProps) {
  return (
    <Switch.Root
      className="switch"
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled ?? false}
    >
      <Switch.Thumb className="switch-thumb" />
    </Switch.Root>
  );
}

interface TickProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A checkbox with its label. */
export function Tick({ checked, onChange, children }: TickProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox renders its own input
    <label className="check-line">
      <Checkbox.Root className="checkbox" checked={checked} onCheckedChange={onChange}>
        <Checkbox.Indicator>
          <Icon name="check" size={14} />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <span>{children}</span>
    </label>
  );
}
