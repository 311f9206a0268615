import type { Platform } from '@ait-iap/protocol';
import { Choice } from '../design/choice.js';

interface PlatformChoiceProps {
  /** Read to who does not see it. */
  readonly label: string;
  readonly value: Platform;
  readonly onChange: (platform: Platform) => void;
}

/** Which phone it is, and with it which store sells. */
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
