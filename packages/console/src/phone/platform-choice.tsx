import { Choice } from '../design/choice.js';

export type Platform = 'android' | 'ios';

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
