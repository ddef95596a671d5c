// One of the six chart colours, or none. Each has its name: a colour is never told by itself.
import { useWords } from "@/app/i18n";
import { Menu, MenuRadio } from "@/kit";

const colors = ["none", "c1", "c2", "c3", "c4", "c5", "c6"] as const;
type Color = (typeof colors)[number];

function Swatch({ color }: { color: Color }) {
  return (
    <span
      aria-hidden="true"
      className={
        color === "none"
          ? "size-3.5 flex-none rounded-pill border border-border-strong"
          : "size-3.5 flex-none rounded-pill"
      }
      style={color === "none" ? undefined : { background: `var(--${color})` }}
    />
  );
}

interface ColorMenuProps {
  /** The whole name, with the colour in words. */
  label: (color: string) => string;
  value: string | null;
  onChange: (color: string | null) => void;
}

export function ColorMenu({ label, value, onChange }: ColorMenuProps) {
  const w = useWords().settings.colors;
  const current = colors.find((c) => c === value) ?? "none";
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={label(w[current])}
          title={label(w[current])}
          className="inline-flex size-8 flex-none items-center justify-center rounded-control hover:bg-hover data-[popup-open]:bg-hover"
        >
          <Swatch color={current} />
        </button>
      }
    >
      <MenuRadio
        value={current}
        onChange={(color: Color) => onChange(color === "none" ? null : color)}
        options={colors.map((color) => ({
          value: color,
          label: (
            <span className="flex items-center gap-2">
              <Swatch color={color} />
              {w[color]}
            </span>
          ),
        }))}
      />
    </Menu>
  );
}
