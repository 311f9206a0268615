import type { Platform } from '@ait-iap/protocol';
import { Choice } from '../design/choice.js';

interface PlatformChoiceProps {
  /** The label for screen readers. */
  readonly label: string;
  readonly value: Platform;
  readonly onChange: (platform: Platform) => void;
}

/** A choice of the platform, and so of the app market. */
export function PlatformChoice(props: PlatformChoiceProps) {
  return (
    <Choice
      {...props}
      options={[
        ['android', 'Android'],
        ['ios', 'iOS'],
      ]}
    />
  );
}
