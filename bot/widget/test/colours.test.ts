import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, readable, rgb } from "../src/colours";

const WHITE: [number, number, number] = [255, 255, 255];

test("contrast is that of WCAG", () => {
  assert.equal(contrast([0, 0, 0], WHITE), 21);
  assert.ok(Math.abs(contrast([119, 119, 119], WHITE) - 4.48) < 0.01);
});

test("every colour a municipality can choose becomes readable", () => {
  for (let value = 0; value < 4096; value += 7) {
    const colour = rgb(`#${value.toString(16).padStart(3, "0")}`);
    assert.ok(colour);
    for (const ground of [WHITE, [20, 25, 31], colour] as const) {
      assert.ok(contrast(readable(WHITE, [...ground]), [...ground]) >= 4.5);
      assert.ok(contrast(readable(colour, [...ground]), [...ground]) >= 4.5);
    }
  }
});

test("a colour that can be read already stays as it is", () => {
  assert.deepEqual(readable([23, 71, 122], WHITE), [23, 71, 122]);
});

for (const hex of ["red", "#12345", "#1234567", "#ff0000; } body { display: none", "", undefined]) {
  test(`${JSON.stringify(hex)} is no colour`, () => assert.equal(rgb(hex), undefined));
}

test("a colour that is made lighter or darker keeps its hue", () => {
  const [r, g, b] = readable([0x17, 0x47, 0x7a], [0x14, 0x19, 0x1f], 7);
  assert.ok(b > g && g > r && b - r > 70, `${[r, g, b]}`);
  const [red, green, blue] = readable([170, 0, 0], [0x14, 0x19, 0x1f], 7);
  assert.ok(green === blue && red - green > 70, `${[red, green, blue]}`);
  assert.deepEqual(readable([128, 128, 128], [255, 255, 255], 7).map((part, _, all) => part === all[0]), [true, true, true]);
});
