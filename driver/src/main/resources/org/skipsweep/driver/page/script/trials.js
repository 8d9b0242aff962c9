/** All trials: sorted and filtered, which the address keeps. */
const address = () => new URLSearchParams(location.hash.includes('=') ? location.hash.slice(1) : '');
const METRICS = ['elbo', 'kl', 'mi', 'active_units', 'perplexity', 'validation_elbo'];

function setAddress(changes) {
  const parameters = address();
  for (const [name, value] of Object.entries(changes)) {
    if (value) parameters.set(name, value);
    else parameters.delete(name);
  }
  history.replaceState(null, '', `#${parameters}`);
}

function epochText(trial) {
  const { last } = trial;
  if (trial.state === 'running' && last) return `${last.epoch}/${last.epochs}`;
  return metric(trial, 'best_epoch') == null ? NONE : shown(metric(trial, 'best_epoch'));
}

/** MI above its cap is noise: the cap stands in its place. */
function metricContent(trial, name) {
  const value = metric(trial, name);
  const cap = name === 'mi' ? metric(trial, 'mi_cap') : null;
  const format = (given) => fixed(given, digitsOf(name, given, false));
  return cap != null && value > cap ? make('span', {}, '\u2265', shown(cap, format)) : shown(value, format);
}

function trialColumns() {
  const all = trials();
  const keys = variedKeys();
  return [
    { id: 'trial', head: 'trial', value: (trial) => trial.id, cell: (trial) => make('a', { href: `#trial=${trial.id}` }, trial.id) },
    { id: 'state', head: 'state', value: (trial) => trial.state, cell: (trial) => make('span', { class: `state-${trial.state}` }, trial.state) },
    ...keys.map((key) => ({ id: key, head: key, value: (trial) => trial.settings[key], cell: (trial) => setting(trial.settings[key]) })),
    { id: 'epoch', head: 'best epoch', num: true, value: (trial) => metric(trial, 'best_epoch') ?? trial.last?.epoch, cell: epochText },
    ...METRICS.filter((name) => all.some((trial) => metric(trial, name) != null)).map((name) => ({ id: name, head: heading(name), num: true,
      value: (trial) => metric(trial, name), cell: (trial) => metricContent(trial, name) })),
    { id: 'seconds', head: 'time', num: true, value: (trial) => trial.seconds, cell: (trial) => shown(trial.seconds, duration) },
  ].map((column) => ({ num: all.some((trial) => typeof column.value(trial) === 'number'), ...column }));
}

/** Words that must all match: some of a value, or a condition on a column such as skip=true or kl>10. */
function matcher(text, columns) {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean).map((word) => {
    const parts = /^([\w.-]+)(<=|>=|<|>|=)(.+)$/.exec(word);
    const column = parts && columns.find(({ id, head }) => id.toLowerCase() === parts[1] || head.toLowerCase() === parts[1]);
    if (!column) return (trial) => columns.some(({ value }) => String(value(trial) ?? '').toLowerCase().includes(word));
    const [, , sign, wanted] = parts;
    return (trial) => {
      const value = column.value(trial);
      if (value == null) return false;
      if (sign === '=') return String(value).toLowerCase() === wanted || (typeof value === 'number' && value === Number(wanted));
      return { '<': value < Number(wanted), '>': value > Number(wanted), '<=': value <= Number(wanted), '>=': value >= Number(wanted) }[sign];
    };
  });
  return (trial) => words.every((matches) => matches(trial));
}

/** In the column's order; trials without a value come last either way. */
function sorted(rows, columns, by) {
  const column = columns.find(({ id }) => id === by?.replace(/^-/, ''));
  if (!column) return rows;
  const sign = by.startsWith('-') ? -1 : 1;
  return rows.slice().sort((one, other) => {
    const [a, b] = [column.value(one), column.value(other)];
    if (a == null || b == null) return (a == null) - (b == null);
    return sign * (typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en'));
  });
}

function sortHead(column, by) {
  const order = by === column.id ? 'ascending' : by === `-${column.id}` ? 'descending' : 'none';
  const button = make('button', { type: 'button' }, column.head);
  button.addEventListener('click', () => {
    setAddress({ sort: order === 'ascending' ? `-${column.id}` : order === 'descending' ? column.id : (column.num ? '-' : '') + column.id });
    drawTrialRows();
    document.querySelector(`#trials th[data-column="${CSS.escape(column.id)}"] button`).focus();
  });
  return make('th', { scope: 'col', 'aria-sort': order, 'data-column': column.id, class: column.num ? 'num' : null }, button);
}

function drawTrialRows() {
  const columns = trialColumns();
  const by = address().get('sort');
  const rows = sorted(trials().filter(matcher(address().get('filter') ?? '', columns)), columns, by);
  document.getElementById('trials-count').textContent = `${rows.length} of ${counted(state.order.length, 'trial')}`;
  document.getElementById('trials-table').replaceChildren(
    make('thead', {}, make('tr', {}, columns.map((column) => sortHead(column, by)))),
    make('tbody', {}, rows.map((trial) => make('tr', { 'data-trial': trial.id }, columns.map((column, i) =>
      make(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: column.num ? 'num' : null }, column.cell(trial)))))));
}

function drawTrials() {
  if (!document.getElementById('trials-table')) {
    const input = make('input', { type: 'search', id: 'filter', placeholder: 'skip=true kl>10', autocomplete: 'off', spellcheck: 'false' });
    input.addEventListener('input', () => {
      setAddress({ filter: input.value });
      drawTrialRows();
    });
    show('trials', make('div', { class: 'controls' }, make('label', { for: 'filter' }, 'Filter'), input,
      make('span', { id: 'trials-count', role: 'status', class: 'note' })),
    scrolling('Table of trials', make('table', { id: 'trials-table', 'aria-label': 'Trials' })));
  }
  const input = document.getElementById('filter');
  if (document.activeElement !== input) input.value = address().get('filter') ?? '';
  drawTrialRows();
}
