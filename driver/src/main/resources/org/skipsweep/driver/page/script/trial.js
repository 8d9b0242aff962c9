/** One trial, at the address #trial=ID. */
function metricFacts(trial) {
  return facts(Object.entries(trial.metrics ?? {}).filter(([, value]) => !Array.isArray(value))
    .map(([name]) => [heading(name), metricContent(trial, name)]));
}

function failureContent(trial) {
  const { failure } = trial;
  return [make('p', { class: 'problem' }, failure.message), facts([['cause', failure.cause],
    ['epoch, step', failure.step ? `${failure.epoch}, ${whole(failure.step)}` : 'before training'],
    ['last checkpoint', failure.last_checkpoint], ['attempts', trial.attempts], ['executor', trial.executor]]),
  failure.stack ? make('details', {}, make('summary', {}, 'Stack trace'), make('pre', { tabindex: 0 }, failure.stack)) : null];
}

function sampleContent(samples) {
  const text = (words) => make('blockquote', {}, words);
  return [
    samples.reconstructions?.length ? [make('h3', {}, 'Test documents and the likeliest words given their posterior means'),
      samples.reconstructions.map((one) => facts([['document', one.document], ['likeliest', one.likeliest]]))] : null,
    samples.samples?.length ? [make('h3', {}, 'Samples from the prior'), samples.samples.map(text)] : null,
    samples.interpolation ? [make('h3', {}, 'From one document to another'),
      [samples.interpolation.from, ...samples.interpolation.likeliest, samples.interpolation.to].map(text)] : null,
  ].flat(2).filter(Boolean);
}

function trialCurves(trial) {
  const names = curveNames([trial]).slice(0, 6);
  const model = modelOf(trial.settings);
  const looked = new Map([[model, { ...looks([model]).get(model), dash: '' }]]);
  return make('div', { class: 'panels' }, names.map((name) => {
    const series = new Map([[model, overSeeds([trial], name)]]);
    const bounds = curveBounds([trial], name);
    const domain = curveDomain([...series.values()], bounds);
    return make('figure', {}, make('h3', {}, heading(name)), chart(150, `${heading(name)} of trial ${trial.id} over epochs`, (width, height) =>
      curvePanel(series, looked, domain, bounds, width, height)));
  }));
}

function provenanceFacts(trial) {
  return facts([['engine', trial.engine], ['executor', trial.executor], ['attempts', trial.attempts],
    ['time', trial.seconds == null ? null : number(trial.seconds, duration(trial.seconds))],
    ['examples per second', trial.images_per_second == null ? null : number(trial.images_per_second, whole(Math.round(trial.images_per_second)))],
    ...Object.entries(trial.provenance ?? {}).filter(([key]) => key !== 'engine')
      .map(([key, value]) => [key.replaceAll('_', ' '), typeof value === 'object' && value ? Object.entries(value).map((pair) => pair.join(' ')).join(', ') : value])]);
}

function drawTrial() {
  const section = document.getElementById('trial');
  const id = address().get('trial');
  const trial = id && state.trials.get(id);
  section.hidden = !id;
  if (!id) return;
  document.getElementById('trial-head').textContent = `Trial ${id}`;
  if (!trial) {
    show('trial', make('p', { class: 'problem' }, `This sweep has no trial ${id}.`));
    return;
  }
  const close = make('button', { type: 'button' }, 'Close');
  close.addEventListener('click', () => {
    setAddress({ trial: '' });
    drawTrial();
    document.querySelector(`#trials a[href="#trial=${CSS.escape(id)}"]`)?.focus();
  });
  show('trial', make('div', { class: 'controls' }, make('span', { class: `state-${trial.state}` }, trial.state), close),
    trial.failure ? failureContent(trial) : null,
    make('div', { class: 'columns' },
      make('div', {}, make('h3', {}, 'Metrics'), trial.metrics ? metricFacts(trial) : make('p', { class: 'empty' }, 'none yet')),
      make('div', {}, make('h3', {}, 'Settings'), facts(Object.entries(trial.settings).map(([key, value]) => [key, setting(value)]))),
      make('div', {}, make('h3', {}, 'How it was computed'), provenanceFacts(trial))),
    trial.epochs ? trialCurves(trial) : null, trial.samples ? sampleContent(trial.samples) : null);
}

function goToTrial() {
  drawTrial();
  const section = document.getElementById('trial');
  if (section.hidden) return;
  section.scrollIntoView({ behavior: 'instant' });
  section.focus({ preventScroll: true });
}

/** Links within the page leave in the address what it says of sorting and filtering. */
document.addEventListener('click', (event) => {
  const hash = event.target.closest?.('a[href^="#"]')?.getAttribute('href');
  if (!hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const parameters = address();
  if (hash.startsWith('#trial=')) {
    event.preventDefault();
    parameters.set('trial', hash.slice('#trial='.length));
    if (location.hash === `#${parameters}`) goToTrial();
    else location.hash = `#${parameters}`;
  } else if (parameters.size) {
    event.preventDefault();
    document.querySelector(hash)?.scrollIntoView();
  }
});
