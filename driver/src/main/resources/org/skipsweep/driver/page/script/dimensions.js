/** KL and the variance of the posterior mean of every latent dimension, sorted, as trials have recorded them. */
const ACTIVE_FROM = 0.01;

function cellText(trial, keys) {
  return keys.filter((key) => trial.settings[key] != null).map((key) => settingText(key, trial.settings[key])).join(', ');
}

/** Panels by cell, in each the models. */
function byCell(measured) {
  const keys = cellKeys();
  const groups = [...d3.group(measured, (trial) => cellText(trial, keys))];
  return groups.sort(([, [one]], [, [other]]) => keys.map((key) => d3.ascending(one.settings[key], other.settings[key])).find((order) => order) ?? 0);
}

function sortedPoints(trial, name) {
  return perDimension(trial, name).slice().sort(d3.descending).map((value, i) => ({ rank: i + 1, value, id: trial.id }));
}

function dimensionPanel(group, name, looked, high, width, height) {
  const variance = name === 'mean_variance';
  const floor = 1e-5;
  const marks = variance ? [Plot.ruleY([ACTIVE_FROM], { stroke: 'var(--quiet)', strokeDasharray: '2 3' }),
    Plot.text([ACTIVE_FROM], { y: (d) => d, text: () => 'active from 0.01', frameAnchor: 'right', textAnchor: 'end', dy: -7, fill: 'var(--quiet)' })]
    : [Plot.ruleY([0], { stroke: 'var(--rule)' })];
  for (const trial of group) {
    const look = looked.get(modelOf(trial.settings));
    const points = sortedPoints(trial, name).map((point) => variance ? { ...point, value: Math.max(point.value, floor) } : point);
    marks.push(Plot.line(points, { x: 'rank', y: 'value', stroke: look.colour, strokeDasharray: look.dash || undefined, strokeWidth: 1.3, strokeOpacity: 0.85 }));
    if (points.length <= 64) marks.push(Plot.dot(points, { x: 'rank', y: 'value', r: 2, symbol: look.symbol, fill: look.colour,
      title: (d) => `${trial.id}, rank ${d.rank}: ${plain(d.value)}` }));
  }
  return plot({ width, height, marks, x: { label: 'rank', ticks: 5 },
    y: variance ? { type: 'log', domain: [floor, Math.max(2, high)], ticks: 4, tickFormat: '~g', label: null } : { domain: [0, high], label: null, ticks: 4 } });
}

function drawDimensions() {
  const kinds = [['kl_per_dimension', 'KL, nats'], ['mean_variance', 'Variance of the posterior mean']];
  const measured = trials().filter((trial) => perDimension(trial, 'kl_per_dimension'));
  if (!measured.length) {
    show('dimensions', make('p', { class: 'empty' }, 'These trials recorded no values per dimension (kl_per_dimension in result.json).'));
    return;
  }
  const looked = looks(distinct(measured.map(({ settings }) => modelOf(settings))));
  const panels = kinds.flatMap(([name, title]) => {
    const having = measured.filter((trial) => perDimension(trial, name));
    const high = d3.max(having, (trial) => d3.max(perDimension(trial, name)));
    return byCell(having).map(([cell, group]) => make('figure', {}, make('h3', {}, [title, cell].filter(Boolean).join(', ')),
      chart(190, `${title} of each latent dimension in decreasing order, ${cell}`, (width, height) =>
        dimensionPanel(group, name, looked, high, width, height))));
  });
  show('dimensions', make('p', {}, 'Dimensions in decreasing order, a line for every trial. A dimension is active where the variance of its posterior '
    + 'mean is at least 0.01.'), legend(looked), make('div', { class: 'panels' }, panels));
}
