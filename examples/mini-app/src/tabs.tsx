export type View = 'shop' | 'purchases';

const NAMES: Readonly<Record<View, string>> = { shop: '상점', purchases: '내 구매 내역' };

interface Props {
  readonly view: View;
  readonly onChange: (view: View) => void;
}

export function Tabs({ view, onChange }: Props) {
  return (
    <nav>
      {(['shop', 'purchases'] as const).map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === view ? 'page' : undefined}
          onClick={() => onChange(name)}
        >
          {NAMES[name]}
        </button>
      ))}
    </nav>
  );
}
