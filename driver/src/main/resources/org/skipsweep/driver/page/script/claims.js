/** Claims as a forest plot: a row each, with effect, interval, bound, and the verdict in a word and a mark. */
const CLAIM_SETTINGS = /^(claim|effect|ci95|seeds|verdict|note|kind)$/;

/** A claim of the paper, or a diagnostic that says how far to trust it; which one, the file says. */
function kindOf(claim) {
  return claim.kind ?? 'claim';
}

function markOf(verdict) {
  if (/does not|worse/.test(verdict)) return ['bad', '\u2715'];
  if (/^at a /.test(verdict)) return ['open', '\u2261'];
  return /holds|better|equal/.test(verdict) ? ['good', '\u2713'] : ['open', '\u25cb'];
}

/** Bounds that the claim's own words name beside zero. */
function boundsOf(claim) {
  const below = /at most ([\d.]+) nats? below/.exec(claim.claim);
  if (below) return [-Number(below[1])];
  const within = /within ([\d.]+)\b/.exec(claim.claim);
  return within ? [-Number(within[1]), Number(within[1])] : [];
}

/** From zero and the effects to a little beyond; intervals may go on, with an arrow where they do. */
function effectScale(claims) {
  const points = claims.flatMap((claim) => [claim.effect, ...boundsOf(claim)]).filter((value) => typeof value === 'number').concat(0);
  const [low, high] = d3.extent(points);
  const room = 0.22 * (high - low || 1);
  return d3.scaleLinear([low - room, high + room], [0, 300]).nice(5);
}

function forestPlot(claim, scale) {
  const [left, right] = scale.range();
  const within = (value) => Math.max(left, Math.min(right, scale(value)));
  const low = claim.effect - (claim.ci95 ?? 0);
  const high = claim.effect + (claim.ci95 ?? 0);
  const arrow = (x, way) => draw('path', { d: `M${x - way * 6},6L${x},10L${x - way * 6},14`, fill: 'none', class: 'mark', 'stroke-width': 1.4 });
  return draw('svg', { viewBox: `0 0 ${right} 20`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    draw('line', { x1: scale(0), x2: scale(0), y1: -2, y2: 40, stroke: 'var(--quiet)', 'stroke-width': 1, 'vector-effect': 'non-scaling-stroke' }),
    boundsOf(claim).map((bound) => draw('line', { x1: scale(bound), x2: scale(bound), y1: 2, y2: 18,
      stroke: 'var(--quiet)', 'stroke-width': 1.4, 'stroke-dasharray': '2.5 2', 'vector-effect': 'non-scaling-stroke' })),
    claim.ci95 == null ? null : draw('line', { x1: within(low), x2: within(high), y1: 10, y2: 10, class: 'mark', 'stroke-width': 1.6, 'vector-effect': 'non-scaling-stroke' }),
    claim.ci95 != null && scale(low) < left ? arrow(left, -1) : null,
    claim.ci95 != null && scale(high) > right ? arrow(right, 1) : null,
    draw('rect', { x: within(claim.effect) - 3.5, y: 6.5, width: 7, height: 7, class: 'mark', fill: claim.ci95 == null ? 'var(--paper)' : 'currentColor' }));
}

function forestAxis(scale) {
  const [left, right] = scale.range();
  const place = (tick) => `left: ${(100 * (scale(tick) - left)) / (right - left)}%`;
  return make('tr', { 'aria-hidden': 'true', class: 'axis' }, make('td', {}), make('td', {}), make('td', { class: 'plot' },
    make('div', { class: 'ticks' }, scale.ticks(5).map((tick) =>
      make('span', { style: place(tick) }, fixed(tick, Number.isInteger(tick) ? 0 : 1))))),
  make('td', {}));
}

function effectText(claim) {
  if (claim.effect == null) return NONE;
  return [number(claim.effect, signed(claim.effect, 2)),
    claim.ci95 == null ? null : make('span', { class: 'ci' }, '\u00b1', number(claim.ci95, fixed(claim.ci95, 2)))];
}

function forestRow(claim, head, keys, scale) {
  const [tone, mark] = markOf(claim.verdict);
  const setting = keys.filter((key) => claim[key] != null)
    .flatMap((key, i) => [i ? ', ' : null, make('span', {}, settingText(key, claim[key]))]);
  return make('tr', { title: claim.note || null }, head,
    make('td', { class: 'setting' }, setting),
    make('td', { class: 'plot verdict ' + tone }, claim.effect == null ? null : forestPlot(claim, scale)),
    make('td', { class: 'num effect' }, effectText(claim)),
    make('td', { class: 'num seeds' }, shown(claim.seeds)),
    make('td', { class: 'verdict ' + tone }, make('b', { 'aria-hidden': 'true' }, mark), claim.verdict));
}

function forest(claims, label) {
  const keys = state.claims.columns.filter((column) => !CLAIM_SETTINGS.test(column)
    && distinct(claims.map((claim) => claim[column])).length > 1);
  const scale = effectScale(claims);
  const head = make('thead', {}, make('tr', {}, ['claim', '', 'effect and 95 % interval', 'effect', 'seeds', 'verdict'].map((text, i) =>
    text ? make('th', { scope: 'col', class: i === 3 || i === 4 ? 'num' : null }, text) : make('td', {}))));
  const bodies = [...d3.group(claims, (claim) => claim.claim)].map(([text, group]) => make('tbody', {}, group.map((claim, i) =>
    forestRow(claim, i === 0 ? make('th', { scope: 'rowgroup', rowspan: group.length }, text) : null, keys, scale))));
  return make('table', { class: 'forest', 'aria-label': label }, head, bodies, make('tbody', {}, forestAxis(scale)));
}

function notes(claims) {
  const said = [...d3.group(claims.filter((claim) => claim.note), (claim) => claim.note)];
  return said.length === 0 ? null : make('details', {}, make('summary', {}, 'What the verdicts rest on'),
    make('ul', { class: 'note' }, said.map(([note, group]) =>
      make('li', {}, `${distinct(group.map((claim) => claim.claim)).join('; ')}: ${note}`))));
}

function drawClaims() {
  const claims = rowsOf(state.claims);
  if (!claims.length) {
    show('claims', make('p', { class: 'empty' }, state.claims ? 'No claim of the paper can be checked on these trials.'
      : 'Claims are checked when all trials have ended, or by sweep tables.'));
    return;
  }
  const ofPaper = claims.filter((claim) => kindOf(claim) === 'claim');
  const others = claims.filter((claim) => kindOf(claim) !== 'claim');
  show('claims', ofPaper.length ? forest(ofPaper, 'Claims of the paper') : null, notes(ofPaper),
    others.length ? make('details', { open: ofPaper.length === 0 }, make('summary', {}, counted(others.length, 'diagnostic')), forest(others, 'Diagnostics'), notes(others)) : null);
}
