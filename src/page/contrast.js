/** How well colours can be told apart, by the formula of WCAG 2. */
import { contrast as ofShares } from "../element/contrast.js";

const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** Red, green and blue, each 0 to 255, of a CSS colour that stands by itself and is opaque; else nothing. */
export function read(colour) {
  // What is no colour leaves the one before in place; only two different ones before show it.
  const [one, other] = ["#000", "#fff"].map((before) => {
    canvas.fillStyle = before;
    canvas.fillStyle = colour;
    return canvas.fillStyle;
  });
  if (one !== other) return;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  if (alpha === 255) return [red, green, blue];
}

const shares = (colour) => colour.map((channel) => channel / 255);

/** From 1 (the same) to 21 (black on white). */
export const contrast = (one, other) => ofShares(shares(one), shares(other));

/** The colour nearest to this one, towards black or white, that all of `pairs` can be read with. */
export function readable(colour, towards, pairs, needed) {
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = colour.map((channel) => Math.round(channel + (towards - channel) * share));
    if (pairs.every((one) => contrast(mixed, one) >= needed)) return mixed;
  }
}

/** As `#rrggbb`. */
export const hex = (colour) => `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
