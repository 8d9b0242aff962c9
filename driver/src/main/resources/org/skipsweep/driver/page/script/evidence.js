/** Pictures and samples, failures, and where all this comes from. */
function drawPictures() {
  const pictures = state.pictures ?? [];
  const texts = trials().filter((trial) => trial.samples);
  const figures = pictures.map((picture) => make('figure', {}, picture.source
    ? make('img', { src: picture.source, alt: picture.caption ?? picture.name })
    : make('p', { class: 'note' }, `Too large for this page: ${picture.file} in the output.`),
  make('figcaption', {}, picture.name)));
  const samples = texts.flatMap((trial) => [make('h3', {}, make('a', { href: `#trial=${trial.id}` }, `Trial ${trial.id}`), `, ${modelOf(trial.settings)}`),
    ...sampleContent(trial.samples)]);
  const id = state.order.find((one) => state.trials.get(one).state === 'done') ?? 'TRIAL';
  show('pictures', figures.length || samples.length ? [make('div', { class: 'panels' }, figures), ...samples]
    : make('p', { class: 'empty' }, 'None in this output. Pictures in OUT/figures appear here, and so does what sweep sample OUT ', id,
      ' --file writes there or, of text, as OUT/trials/', id, '/samples.json.'));
}

function drawFailures() {
  const failed = trials().filter((trial) => trial.failure);
  document.getElementById('failures').hidden = !failed.length;
  const keys = variedKeys();
  show('failures', failed.flatMap((trial) => [make('h3', {}, make('a', { href: `#trial=${trial.id}` }, trial.id), ' ',
    keys.map((key) => trial.settings[key] == null ? null : settingText(key, trial.settings[key])).filter(Boolean).join(', ')), ...failureContent(trial)]));
}

/** A word for a shell. */
function quoted(word) {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function commands() {
  const { provenance = {} } = state.plan;
  const file = Object.keys(provenance.sources ?? {})[0];
  if (!file) return null;
  const commit = provenance['git-commit'];
  const lines = [];
  if (commit && commit !== 'unknown') lines.push(`git checkout ${quoted(commit)}`);
  lines.push(['cluster/local/sweep run', quoted(file), '--out', quoted(`out/${state.plan.name}`), ...(provenance.overrides ?? []).map(quoted)].join(' '));
  lines.push(`cluster/local/sweep diff ${quoted(state.out)} ${quoted(`out/${state.plan.name}`)}`);
  return make('pre', { tabindex: 0, id: 'commands' }, lines.join('\n'));
}

function machines() {
  const groups = d3.group(trials().filter((trial) => trial.engine), (trial) => [trial.engine, trial.provenance?.processor, trial.provenance?.gpu,
    trial.provenance?.host ?? trial.executor, trial.provenance?.git_commit?.slice(0, 10)].map((part) => part ?? '').join('\u0000'));
  const heads = ['trials', 'engine', 'processor', 'GPU', 'host', 'commit'];
  return groups.size === 0 ? null : scrolling('Machines', make('table', {}, make('caption', {}, 'What computed the trials'),
    make('thead', {}, make('tr', {}, heads.map((head) => make('th', { scope: 'col' }, head)))),
    make('tbody', {}, [...groups].map(([key, group]) => make('tr', {}, make('td', {}, String(group.length)), key.split('\u0000').map((part) => make('td', {}, part || NONE)))))));
}

function drawProvenance() {
  const { provenance = {} } = state.plan;
  const common = Object.entries(trials()[0]?.settings ?? {}).filter(([key, value]) => trials().every(({ settings }) => settings[key] === value));
  show('provenance', make('h3', {}, 'To make it again'), commands(), machines(),
    make('div', { class: 'columns' },
      make('div', {}, make('h3', {}, 'Plan'), facts([['output', state.out], ['frozen', provenance.created], ['commit', provenance['git-commit']],
        ['overrides', (provenance.overrides ?? []).join(' ')], ['reduced to', state.plan.reduce]]), facts(Object.entries(provenance.versions ?? {}))),
      make('div', {}, make('h3', {}, 'Settings of all trials'), facts(common.map(([key, value]) => [key, setting(value)])))),
    unpublished().map(([dataset, files]) => make('p', { class: 'problem' },
      `These are not the published data of ${dataset} (${files}): numbers are not comparable to others on ${dataset}.`)),
    Object.keys(provenance['data-checksums'] ?? {}).length ? [make('h3', {}, 'SHA-256 of the data'), facts(Object.entries(provenance['data-checksums']))] : null,
    Object.entries(provenance.sources ?? {}).map(([file, text]) => make('details', {}, make('summary', {}, file), make('pre', { tabindex: 0 }, text))));
}
