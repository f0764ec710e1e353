// The course of lines: { from, via, to } is a quadratic curve, straight where via is its middle.

/** The course of a line between two places. */
export function curve(from, to, smooth) {
  const bend = smooth ? smooth.roundness * (smooth.type === "curvedCW" ? 1 : -1) : 0;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  return { from, to, via: { x: (from.x + to.x) / 2 + bend * dy, y: (from.y + to.y) / 2 - bend * dx } };
}

export function pointAt({ from, via, to }, share) {
  const [a, b, c] = [(1 - share) ** 2, 2 * share * (1 - share), share ** 2];
  return { x: a * from.x + b * via.x + c * to.x, y: a * from.y + b * via.y + c * to.y };
}

/** The part of a curve from one share of it to another. */
export function between(whole, start, end) {
  const { from, via, to } = whole;
  const mix = (a, b, share) => ({ x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share });
  const middle = mix(mix(from, via, start), mix(via, to, start), end);
  return { from: pointAt(whole, start), via: middle, to: pointAt(whole, end) };
}

/** A curve without the length that an arrowhead takes at one of its ends. */
export function shortened(whole, end, length) {
  const share = Math.min(0.45, length / reach(whole));
  return end === "to" ? between(whole, 0, 1 - share) : between(whole, share, 1);
}

/** The part between the rims of two circles around its ends; null where these touch. */
export function outside(whole, around, aroundOther) {
  const length = reach(whole);
  const [start, end] = [around / length, 1 - aroundOther / length];
  return start < end ? between(whole, start, end) : null;
}

/** How far a point is from a curve; *least* where it is surely no nearer. */
export function distance(point, whole, least) {
  const { from, via, to } = whole;
  const off = (axis) => point[axis] < Math.min(from[axis], via[axis], to[axis]) - least
    || point[axis] > Math.max(from[axis], via[axis], to[axis]) + least;
  if (off("x") || off("y")) return least;
  const straight = via.x * 2 === from.x + to.x && via.y * 2 === from.y + to.y;
  const steps = straight ? 1 : 12;
  let [nearest, start] = [Infinity, from];
  for (let i = 1; i <= steps; i += 1) {
    const end = pointAt(whole, i / steps);
    nearest = Math.min(nearest, toSegment(point, start, end));
    start = end;
  }
  return nearest;
}

export function draft(path, { from, via, to }) {
  path.moveTo(from.x, from.y);
  path.quadraticCurveTo(via.x, via.y, to.x, to.y);
}

function reach({ from, to }) {
  return Math.hypot(to.x - from.x, to.y - from.y) || 1;
}

function toSegment(point, start, end) {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const along = ((point.x - start.x) * dx + (point.y - start.y) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - start.x - share * dx, point.y - start.y - share * dy);
}
