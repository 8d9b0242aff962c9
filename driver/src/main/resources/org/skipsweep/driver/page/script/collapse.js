/** KL, MI with its cap, and AU of every cell against what varies most tellingly, intervals drawn, the paper's values hollow. */
const GLANCE = [['kl', 'KL', 'nats'], ['mi', 'MI', 'nats'], ['au', 'AU', 'units']];
const CELL_FACTS = /_(mean|ci95|paper|diff)$|^(mi_saturated|seeds|epochs|train_examples|test_examples|engine|reduced)$/;

/** What stands on the x axis: depth where it varies, else the size of the latent variable, else nothing. */
function glanceAxis(cells) {
  return ['decoder_layers', 'latent_dim'].find((key) => distinct(cells.map((cell) => cell[key])).length > 1);
}

function glanceSeries(cells, axis, columns) {
  const keys = columns.filter((column) => !CELL_FACTS.test(column) && column !== 'model' && column !== axis && column !== 'skip'
    && distinct(cells.map((cell) => cell[column])).length > 1);
  return (cell) => [cell.model, ...keys.filter((key) => cell[key] != null).map((key) => settingText(key, cell[key]))].join(', ');
}

/** log N where the trials say so. */
function capOf() {
  const caps = distinct(trials().map((trial) => metric(trial, 'mi_cap')));
  return caps.length === 1 ? caps[0] : null;
}

function glancePanel(name, cells, axis, nameOf, looked, width, height) {
  const values = distinct(cells.map((cell) => cell[axis])).sort(d3.ascending);
  const band = d3.scalePoint(values, [0, 1]);
  const names = [...looked.keys()];
  const spread = Math.min(7, 26 / names.length);
  const dodge = (cell) => (names.indexOf(nameOf(cell)) - (names.length - 1) / 2) * spread;
  const mean = `${name}_mean`;
  const present = cells.filter((cell) => cell[mean] != null);
  const cap = name === 'mi' ? capOf() : null;
  const points = present.flatMap((cell) => [cell[mean], cell[`${name}_paper`]]).filter((value) => value != null);
  const [low, high] = d3.extent(cap == null ? points : [...points, cap]);
  const room = 0.12 * (high - Math.min(0, low)) || 1;
  const marks = [Plot.ruleY([0], { stroke: 'var(--rule)' })];
  if (cap != null) marks.push(Plot.ruleY([cap], { stroke: 'var(--quiet)', strokeDasharray: '2 3' }),
    Plot.text([cap], { y: (d) => d, text: () => 'cap log N', frameAnchor: 'left', dx: 4, dy: -7, fill: 'var(--quiet)', textAnchor: 'start' }));
  for (const [series, look] of looked) {
    const own = present.filter((cell) => nameOf(cell) === series).sort((one, other) => d3.ascending(one[axis], other[axis]));
    if (!own.length) continue;
    const dx = dodge(own[0]);
    marks.push(
      Plot.line(own, { x: axis, y: mean, stroke: look.colour, strokeDasharray: look.dash || undefined, strokeWidth: 1.6, dx }),
      Plot.ruleX(own.filter((cell) => cell[`${name}_ci95`] != null), { x: axis, y1: (d) => d[mean] - d[`${name}_ci95`], y2: (d) => d[mean] + d[`${name}_ci95`],
        stroke: look.colour, strokeWidth: 1.4, dx, clip: true }),
      Plot.dot(own.filter((cell) => cell[`${name}_paper`] != null), { x: axis, y: `${name}_paper`, r: 4.2, symbol: look.symbol, fill: 'var(--paper)',
        stroke: look.colour, strokeWidth: 1.4, dx: dx + 5 }),
      Plot.dot(own, { x: axis, y: mean, r: 3.6, symbol: look.symbol, fill: look.colour, dx,
        title: (d) => `${series}, ${settingText(axis, d[axis])}: ${fixed(d[mean], 2)}${d[`${name}_ci95`] == null ? '' : ` \u00b1${fixed(d[`${name}_ci95`], 2)}`}` }));
  }
  return plot({ width, height, marks, x: { type: 'point', domain: values, label: null, padding: 0.35 },
    y: { label: null, domain: [Math.min(0, low - room), high + room], ticks: 4, nice: true } });
}

function drawCollapse() {
  const table = cellTable();
  const cells = rowsOf(table);
  if (!cells.length) {
    show('collapse', make('p', { class: 'empty' }, 'Appears with the first table: when all trials have ended, or by sweep tables.'));
    return;
  }
  const axis = glanceAxis(cells) ?? 'model';
  const columns = table.columns.filter((column) => axis !== 'model' || column !== 'model');
  const nameOf = glanceSeries(cells, axis, columns);
  const looked = looks(distinct(cells.map(nameOf)));
  const paper = cells.some((cell) => GLANCE.some(([name]) => cell[`${name}_paper`] != null));
  const panels = GLANCE.filter(([name]) => cells.some((cell) => cell[`${name}_mean`] != null)).map(([name, title, unit]) => {
    const label = `${title} in ${unit} against ${heading(axis)}; the same numbers stand in the table ${table.name}`;
    return make('figure', {}, make('h3', {}, `${title}, ${unit}`), chart(150, label, (width, height) =>
      glancePanel(name, cells, axis, nameOf, looked, width, height)));
  });
  const saturated = cells.filter((cell) => cell.mi_saturated).length;
  show('collapse', legend(looked, paper ? [['the paper', { colour: 'var(--quiet)', symbol: d3.symbolCircle }]] : []), panels,
    make('p', { class: 'note' }, `Against ${heading(axis)}. `
      + (saturated ? `MI is saturated at log N in ${saturated} of ${counted(cells.length, 'cell')}: there it tells nothing about collapse.` : '')));
}
