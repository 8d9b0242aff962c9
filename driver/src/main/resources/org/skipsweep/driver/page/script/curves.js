/** Curves over epochs as small multiples: the mean over seeds, and a band from the lowest seed to the highest. */
const CURVES_FIRST = ['validation_elbo', 'validation_kl', 'validation_mi', 'validation_active_units', 'validation_nll', 'train_elbo'];
/** Drawn as lines across the panels of others. */
const BOUND_OF = { validation_mi: 'validation_mi_cap' };
let curveShown = 'validation_elbo';

function curveNames(all) {
  const found = new Set(all.flatMap((trial) => Object.keys(trial.epochs ?? {})));
  found.delete('epoch');
  Object.values(BOUND_OF).forEach((name) => found.delete(name));
  const rest = [...found].filter((name) => !CURVES_FIRST.includes(name));
  return CURVES_FIRST.filter((name) => found.has(name)).concat(rest);
}

/** At every epoch the mean, lowest and highest of the seeds that have come so far. */
function overSeeds(group, name) {
  const at = new Map();
  for (const { epochs } of group) {
    epochs[name]?.forEach((value, i) => {
      if (typeof value !== 'number') return;
      const epoch = epochs.epoch[i];
      if (!at.has(epoch)) at.set(epoch, []);
      at.get(epoch).push(value);
    });
  }
  return [...at].map(([epoch, values]) => ({ epoch, mean: d3.mean(values), low: d3.min(values), high: d3.max(values), seeds: values.length }))
    .sort((one, other) => d3.ascending(one.epoch, other.epoch));
}

/** Without the first epochs, from which everything else would be a line at the edge. */
function curveDomain(groups, bounds) {
  const values = groups.flatMap((points) => {
    const late = points.filter((point, i) => points.length < 8 || i >= points.length * 0.06);
    return late.flatMap((point) => [point.low, point.high]);
  });
  const [low, high] = values.length ? d3.extent([...values, ...bounds]) : [0, 1];
  const room = 0.05 * (high - low || Math.abs(high) || 1);
  return [low - room, high + room];
}

/** What the quantity cannot exceed in these trials: one value, or none where they differ or it is unknown. */
function curveBounds(group, name) {
  const caps = distinct(group.flatMap((trial) => trial.epochs[BOUND_OF[name]] ?? []));
  return caps.length === 1 ? caps : [];
}

function curvePanel(series, looked, domain, bounds, width, height) {
  const marks = [Plot.ruleY(bounds, { stroke: 'var(--quiet)', strokeDasharray: '2 3' }),
    Plot.text(bounds, { y: (d) => d, text: () => 'cap log N', frameAnchor: 'left', dx: 4, dy: 8, fill: 'var(--quiet)', textAnchor: 'start' })];
  for (const [model, points] of series) {
    const look = looked.get(model);
    if (points.some((point) => point.seeds > 1)) marks.push(Plot.areaY(points, { x: 'epoch', y1: 'low', y2: 'high', fill: look.colour, fillOpacity: 0.16, clip: true }));
    marks.push(Plot.lineY(points, { x: 'epoch', y: 'mean', stroke: look.colour, strokeDasharray: look.dash || undefined, strokeWidth: 1.6, clip: true }));
    const last = points.at(-1);
    if (last) marks.push(Plot.dot([last], { x: 'epoch', y: 'mean', r: 3.4, symbol: look.symbol, fill: look.colour,
      title: (d) => `${model}, epoch ${d.epoch}: ${plain(d.mean)} over ${counted(d.seeds, 'seed')}` }));
  }
  const epochs = [...series.values()].flat().map(({ epoch }) => epoch);
  const most = d3.max(epochs) ?? 1;
  return plot({ width, height, marks, x: { label: 'epoch', domain: [1, Math.max(2, most)], ticks: Math.min(5, most), tickFormat: 'd' },
    y: { label: null, domain, ticks: 5, tickFormat: Math.abs(domain[1]) >= 1e4 ? '~s' : undefined }, marginLeft: 48 });
}

function curveCells(begun, name) {
  return byCell(begun).map(([cell, group]) => [cell, new Map([...d3.group(group, ({ settings }) => modelOf(settings))]
    .map(([model, own]) => [model, overSeeds(own, name)]).filter(([, points]) => points.length))]).filter(([, series]) => series.size);
}

function drawCurves() {
  const begun = trials().filter((trial) => trial.epochs?.epoch?.length);
  const names = curveNames(begun);
  if (!names.length) {
    show('curves', make('p', { class: 'empty' }, 'No epoch has ended yet.'));
    return;
  }
  if (!names.includes(curveShown)) curveShown = names[0];
  const looked = looks(distinct(begun.map(({ settings }) => modelOf(settings))));
  const cells = curveCells(begun, curveShown);
  const bounds = curveBounds(begun, curveShown);
  const domain = curveDomain(cells.flatMap(([, series]) => [...series.values()]), bounds);
  const panels = cells.map(([cell, series]) => make('figure', {}, make('h3', {}, cell || heading(curveShown)),
    chart(200, `${heading(curveShown)} over epochs, ${cell}`, (width, height) => curvePanel(series, looked, domain, bounds, width, height))));
  show('curves', choice('curve', 'Show', names.map((name) => [name, heading(name)]), curveShown, (name) => {
    curveShown = name;
    drawCurves();
    document.querySelector(`input[name=curve][value="${CSS.escape(name)}"]`)?.focus();
  }), legend(looked), make('div', { class: 'panels' }, panels), make('p', { class: 'note' },
    `${heading(curveShown)[0].toUpperCase() + heading(curveShown).slice(1)}. Line: mean over seeds; band: from the lowest seed to the highest. One scale for all panels.`));
}
