/** The paper's tables, each cell with its interval, the paper's value and the distance from it. */
function metricStems(table) {
  return table.columns.filter((column) => /_mean$/.test(column) && table.columns.includes(column.replace(/_mean$/, '_ci95')))
    .map((column) => column.replace(/_mean$/, ''));
}

/** Noise can lift an estimate of MI above its cap, which then stands in its place. */
function cellContent(row, stem, intervals) {
  const mean = row[`${stem}_mean`];
  if (mean == null) return NONE;
  const digits = digitsOf(stem, mean, row.seeds > 1);
  const capped = stem === 'mi' && row.mi_saturated;
  const ci95 = row[`${stem}_ci95`];
  const value = capped ? Math.min(mean, capOf() ?? mean) : mean;
  return [capped ? '\u2265' : null, number(value, fixed(value, digits)),
    !intervals ? null : make('span', { class: 'ci' }, ci95 == null || capped ? null : ['\u00b1', number(ci95, fixed(ci95, digits))])];
}

function paperContent(row, stem) {
  const paper = row[`${stem}_paper`];
  return paper == null ? NONE : number(paper, fixed(paper, digitsOf(stem, paper, false)));
}

function distanceContent(row, stem) {
  const distance = row[`${stem}_diff`];
  return distance == null ? NONE : number(distance, signed(distance, digitsOf(stem, row[`${stem}_mean`], row.seeds > 1)));
}

function stemColumns(rows, stem) {
  const paper = rows.some((row) => row[`${stem}_paper`] != null);
  const intervals = rows.some((row) => row[`${stem}_ci95`] != null);
  return [{ head: heading(stem), num: true, cell: (row) => cellContent(row, stem, intervals) }]
    .concat(paper ? [{ head: 'paper', num: true, tone: 'paper', cell: (row) => paperContent(row, stem) },
      { head: 'distance', num: true, tone: 'diff', cell: (row) => distanceContent(row, stem) }] : []);
}

/** All other columns: those with one value for all rows go into the caption. */
function plainColumns(table, rows, stems) {
  const taken = new Set(stems.flatMap((stem) => ['_mean', '_ci95', '_paper', '_diff'].map((end) => stem + end)));
  if (stems.length) taken.add('mi_saturated');
  const rest = table.columns.filter((column) => !taken.has(column) && rows.some((row) => row[column] != null));
  const constant = rest.filter((column) => rows.length > 1 && distinct(rows.map((row) => row[column])).length === 1 && rows.every((row) => row[column] != null));
  const columns = rest.filter((column) => !constant.includes(column) && !(column === 'skip' && rest.includes('model') && stems.length))
    .map((column) => ({ head: heading(column), num: rows.some((row) => typeof row[column] === 'number'), cell: (row) => shown(row[column]) }));
  return { columns, constant: constant.filter((column) => column !== 'skip') };
}

function paperTable(table) {
  const rows = rowsOf(table);
  const stems = metricStems(table).filter((stem) => rows.some((row) => row[`${stem}_mean`] != null));
  const { columns, constant } = plainColumns(table, rows, stems);
  const keys = columns.filter(({ head }) => !['seeds', 'epochs', 'train examples', 'test examples', 'engine', 'reduced'].includes(head) || !stems.length);
  const facts = columns.filter((column) => !keys.includes(column));
  const all = [...keys, ...stems.flatMap((stem) => stemColumns(rows, stem)), ...facts];
  const caption = make('p', { class: 'caption' }, constant.flatMap((column, i) => [i ? ' \u00b7 ' : '', `${heading(column)} `, shown(rows[0][column])]));
  const body = rows.map((row) => make('tr', {}, all.map((column, i) => make(i === 0 ? 'th' : 'td',
    { scope: i === 0 ? 'row' : null, class: [column.num ? 'num' : '', column.tone ?? ''].join(' ').trim() || null }, column.cell(row)))));
  return [make('h3', {}, table.name), caption, rows.length ? scrolling(table.name, make('table', { 'data-table': table.name, 'aria-label': table.name },
    make('thead', {}, make('tr', {}, all.map(({ head, num }) => make('th', { scope: 'col', class: num ? 'num' : null }, head)))),
    make('tbody', {}, body))) : make('p', { class: 'empty' }, 'No rows yet.')];
}

function drawTables() {
  const tables = state.tables ?? [];
  if (!tables.length) {
    show('tables', make('p', { class: 'empty' }, 'Tables are made when all trials have ended, or by sweep tables.'));
    return;
  }
  show('tables', tables.flatMap(paperTable), tables.some((table) => table.columns.includes('mi_saturated'))
    ? make('p', { class: 'note' }, '\u2265: MI at its cap log N, which tells nothing about collapse.') : null,
  tables.some((table) => table.columns.includes('in_spreads'))
    ? make('p', { class: 'note' }, 'Distances: how far settings are from the paper, without sign, as a mean over the cells that all of them have; '
      + 'in spreads: in units of the standard deviation over seeds, pooled over these cells.') : null);
}
