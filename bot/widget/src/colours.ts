/** Colours that can be read, whatever a municipality configures: WCAG 2.2, 1.4.3 and 1.4.11. */

type Rgb = [number, number, number];

const HEX = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i;

/** Red, green and blue, 0 to 255, of `#rgb` or `#rrggbb`; nothing for anything else. */
export function rgb(hex: string | undefined): Rgb | undefined {
  if (!hex || !HEX.test(hex)) return undefined;
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit).join("") : hex.slice(1);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as Rgb;
}

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour as hue (0 to 6), saturation and lightness (0 to 1). */
function hsl([r, g, b]: Rgb): [number, number, number] {
  const most = Math.max(r, g, b);
  const spread = most - Math.min(r, g, b);
  const lightness = (2 * most - spread) / 510;
  if (!spread) return [0, 0, lightness];
  const hue = most === r ? (g - b) / spread : most === g ? 2 + (b - r) / spread : 4 + (r - g) / spread;
  return [(hue + 6) % 6, spread / (255 - Math.abs(2 * most - spread - 255)), lightness];
}

function ofHsl([hue, saturation, lightness]: [number, number, number]): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  return [0, 4, 2].map((turn) => {
    const at = (hue + turn) % 6;
    return Math.round(255 * (lightness + reach * Math.max(-1, Math.min(1, Math.abs(2 * at - 6) - 3))));
  }) as Rgb;
}

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** The colour, made lighter or darker in its own hue until it stands out from the ground by `least`. */
export function readable(colour: Rgb, ground: Rgb, least = 4.5): Rgb {
  const goal = contrast(BLACK, ground) > contrast(WHITE, ground) ? 0 : 1;
  const [hue, saturation, lightness] = hsl(colour);
  if (contrast(colour, ground) >= least) return colour;
  for (let share = 0.05; share < 1; share += 0.05) {
    const tried = ofHsl([hue, saturation, lightness + (goal - lightness) * share]);
    if (contrast(tried, ground) >= least) return tried;
  }
  return goal ? WHITE : BLACK;
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}
