/** How well colours can be told apart, by the formula of WCAG 2. */
import { contrast as ofShares } from "../element/contrast.js";

const canvas = /** @type {CanvasRenderingContext2D} */ (
  document.createElement("canvas").getContext("2d", { willReadFrequently: true })
);

/** @typedef {number[]} Colour red, green and blue, each 0 to 255 */

/**
 * A CSS colour that stands by itself and is opaque; else nothing.
 * @param {string} colour
 * @returns {Colour | undefined}
 */
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

const shares = (/** @type {Colour} */ colour) => colour.map((channel) => channel / 255);

/** From 1 (the same) to 21 (black on white). */
export const contrast = (/** @type {Colour} */ one, /** @type {Colour} */ other) =>
  ofShares(shares(one), shares(other));

/**
 * The colour nearest to this one, towards black or white, that all of `pairs` can be read with; black or white itself where
 * none can.
 * @param {Colour} colour
 * @param {number} towards 0 for black, 255 for white
 * @param {Colour[]} pairs
 * @param {number} needed the contrast
 * @returns {Colour}
 */
export function readable(colour, towards, pairs, needed) {
  for (let share = 0; share <= 1; share += 0.02) {
    const mixed = colour.map((channel) => Math.round(channel + (towards - channel) * share));
    if (pairs.every((one) => contrast(mixed, one) >= needed)) return mixed;
  }
  return [towards, towards, towards];
}

/** As `#rrggbb`. */
export const hex = (/** @type {Colour} */ colour) =>
  `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
