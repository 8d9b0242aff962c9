/** How series look: colour, shape and dash together, so that none of them is needed. */
const SHAPES = ['circle', 'triangle', 'square', 'diamond', 'star', 'wye', 'cross', 'circle'];
const DASHES = ['', '5 3', '1.5 3', '8 3 2 3', '3 3', '10 4', '2 2', '6 2 2 2'];
const MODELS = ['vae', 'skip-vae', 'sa-vae', 'skip-sa-vae', 'lstm-lm'];

/** Looks by name; the models of the paper have theirs on every page. */
function looks(names) {
  const unknown = names.filter((name) => !MODELS.includes(name));
  const known = unknown.length === 0;
  return new Map(names.map((name, i) => {
    const place = known ? MODELS.indexOf(name) : i;
    return [name, {
      colour: `var(--series-${place % 8})`,
      symbol: d3[`symbol${SHAPES[place % 8].replace(/^./, (first) => first.toUpperCase())}`],
      dash: DASHES[place % 8],
    }];
  }));
}

/** What stands for each series, as a list. */
function legend(looked, more = []) {
  const key = (look, filled) => draw('svg', { width: 30, height: 10, viewBox: '0 0 30 10', 'aria-hidden': 'true' },
    look.dash == null ? null : draw('line', { x1: 0, x2: 30, y1: 5, y2: 5, stroke: look.colour, 'stroke-width': 1.8, 'stroke-dasharray': look.dash }),
    look.symbol ? draw('path', { d: d3.symbol(look.symbol, 42)(), transform: 'translate(15,5)', stroke: look.colour, 'stroke-width': 1.4,
      fill: filled ? look.colour : 'var(--paper)' }) : null);
  return make('ul', { class: 'legend' },
    [...looked].map(([name, look]) => make('li', {}, key(look, true), name)),
    more.map(([name, look]) => make('li', {}, key(look, false), name)));
}

/** Axes and text as the page's. */
function plot(options) {
  return Plot.plot({
    style: { background: 'none', color: 'var(--quiet)', fontSize: '12px', fontFamily: 'inherit', overflow: 'visible' },
    marginTop: 10, marginRight: 12, marginBottom: 32, marginLeft: 44, ...options,
  });
}
