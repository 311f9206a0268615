interface SearchFieldProps {
  /** What the user can search for. It is the placeholder and the label for screen readers. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Narrows a list by a text. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  return (
    <input
      className="input search"
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
