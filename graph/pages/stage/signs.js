// Signs: an entity's shape by its kind, what is inside it by its standing; heads and badges of lines.

const CORNERS = { square: [4, -0.25], triangle: [3, -0.5], triangleDown: [3, 0.5], hexagon: [6, 0] };
const REACH = { hexagon: 1.1, star: 1.3 }; // so that shapes look as large as a circle

/** Paint one entity; *pixel* is the length of a pixel of the screen. */
export function paintSign(ctx, { x, y }, radius, shape, { sign, colour }, background, pixel) {
  const width = Math.max(1.2 * pixel, radius * 0.17);
  const pen = {
    disc: (share) => { outline(ctx, x, y, radius * share, shape); ctx.fill(); },
    ring: (thick = width) => {
      ctx.lineWidth = thick;
      outline(ctx, x, y, radius - thick / 2, shape);
      ctx.stroke();
    },
  };
  ctx.save();
  ctx.setLineDash([]);
  // what lies below must not show through, and a rim keeps lines from touching
  outline(ctx, x, y, radius + 1.5 * pixel, shape);
  ctx.fillStyle = background;
  ctx.fill();
  ctx.fillStyle = ctx.strokeStyle = colour;
  SIGNS[sign](ctx, pen, { x, y, radius, width, background, pixel });
  ctx.restore();
}

const SIGNS = {
  full: (ctx, { disc }) => disc(1),
  double: (ctx, { ring, disc }) => { ring(); disc(0.62); },
  core: (ctx, { ring, disc }) => { ring(); disc(0.42); },
  ring: (ctx, { ring }) => ring(),
  eye: (ctx, { disc }, { background }) => {
    disc(1);
    ctx.fillStyle = background;
    disc(0.36);
  },
  half: (ctx, { ring }, { x, y, radius, width }) => {
    ring();
    ctx.beginPath();
    ctx.arc(x, y, radius - width, Math.PI / 2, 1.5 * Math.PI);
    ctx.fill();
  },
  dashed: (ctx, { ring }, { radius, width }) => {
    const dash = (2 * Math.PI * (radius - width / 2)) / 16;
    ctx.setLineDash([dash, dash]);
    ring();
  },
  barred: (ctx, { ring }, { x, y, radius, width }) => {
    ring();
    const far = (radius - width) * Math.SQRT1_2;
    ctx.beginPath();
    ctx.moveTo(x - far, y + far);
    ctx.lineTo(x + far, y - far);
    ctx.stroke();
  },
  faint: (ctx, { ring, disc }, { width, pixel }) => {
    ctx.globalAlpha *= 0.28;
    disc(1);
    ctx.globalAlpha /= 0.28;
    ring(Math.max(pixel, width / 2));
  },
};

function outline(ctx, x, y, radius, shape) {
  ctx.beginPath();
  if (shape === "dot") {
    ctx.arc(x, y, radius, 0, 2 * Math.PI);
    return;
  }
  const far = radius * (REACH[shape] ?? 1.2);
  const [corners, turn] = shape === "star" ? [10, -0.5] : CORNERS[shape];
  for (let i = 0; i < corners; i += 1) {
    const angle = turn * Math.PI + (2 * Math.PI * i) / corners;
    const away = shape === "star" && i % 2 ? far * 0.48 : far;
    ctx.lineTo(x + away * Math.cos(angle), y + away * Math.sin(angle));
  }
  ctx.closePath();
}

/** Draw a line; with a background a hollow one: what is only possible. */
export function trace(ctx, path, width, background, pixel = 1) {
  ctx.lineWidth = background ? width + 1.6 * pixel : width;
  ctx.stroke(path);
  if (!background) return;
  const [alpha, colour] = [ctx.globalAlpha, ctx.strokeStyle];
  ctx.globalAlpha = 1;
  ctx.strokeStyle = background;
  ctx.lineWidth = Math.max(width - 0.4 * pixel, pixel);
  ctx.stroke(path);
  ctx.globalAlpha = alpha;
  ctx.strokeStyle = colour;
}

export function halo(ctx, { x, y }, radius, width, colour, dashes = []) {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.setLineDash(dashes);
  ctx.stroke();
  ctx.restore();
}

export function badge(ctx, { x, y }, sign, radius, colour, theme) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = theme.background;
  ctx.fill();
  ctx.lineWidth = radius / 5;
  ctx.strokeStyle = ctx.fillStyle = colour;
  ctx.stroke();
  ctx.font = `700 ${radius * 1.55}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  // a quotation mark hangs at the top of its line
  ctx.fillText(sign, x, y + radius * (sign === "“" ? 0.78 : 0.55));
}

export function arrowhead(ctx, tip, back, size) {
  const turn = Math.atan2(tip.y - back.y, tip.x - back.x);
  ctx.beginPath();
  ctx.moveTo(tip.x, tip.y);
  for (const side of [-0.42, 0.42]) {
    ctx.lineTo(tip.x - size * Math.cos(turn + side), tip.y - size * Math.sin(turn + side));
  }
  ctx.closePath();
  ctx.fill();
}

/** A small mark for what the reader has put where it stands. */
export function pin(ctx, { x, y }, radius, theme) {
  ctx.beginPath();
  ctx.moveTo(x, y - radius);
  ctx.lineTo(x + radius, y);
  ctx.lineTo(x, y + radius);
  ctx.lineTo(x - radius, y);
  ctx.closePath();
  ctx.fillStyle = theme.text;
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = radius * 0.5;
  ctx.stroke();
  ctx.fill();
}
