/** What has changed is drawn, from top to bottom. */
function drawChanged(changes) {
  const anew = 'plan' in changes;
  drawHeader();
  drawRunning();
  if (anew || 'claims' in changes) drawClaims();
  if (anew || 'tables' in changes) {
    drawCollapse();
    drawTables();
  }
  if (changes.trials.length) {
    drawDimensions();
    drawCurves();
    drawTrials();
    drawFailures();
  }
  if (changes.trials.some(({ id }) => id === address().get('trial'))) drawTrial();
  if (anew || 'pictures' in changes || changes.trials.some(({ samples }) => samples)) drawPictures();
  if (anew || changes.trials.some(({ engine }) => engine)) drawProvenance();
  drawContents();
}

const first = JSON.parse(document.getElementById('state').textContent);
merge(first);
drawChanged(first);
addEventListener('hashchange', () => {
  if (location.hash.includes('=')) {
    drawTrials();
    goToTrial();
  }
});
if (address().get('trial')) goToTrial();
if ('live' in document.documentElement.dataset) follow();
document.documentElement.dataset.ready = '';
