// node audit.mjs PAGE...: what axe-core finds against WCAG 2.2 A and AA in web pages, as one line of JSON.
// jsdom lays nothing out, so rules about colours and sizes say nothing here; test_web_page.py checks the colours.
import fs from 'node:fs';
import axe from 'axe-core';
import {JSDOM} from 'jsdom';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const found = {};
for (const file of process.argv.slice(2)) {
  const {window} = new JSDOM(fs.readFileSync(file, 'utf8'), {runScripts: 'outside-only', pretendToBeVisual: true});
  window.eval(axe.source);
  const result = await window.axe.run(window.document, {
    runOnly: {type: 'tag', values: standards},
    rules: {'color-contrast': {enabled: false}, 'target-size': {enabled: false}},
    resultTypes: ['violations', 'passes'],
  });
  found[file] = {
    passes: result.passes.length,
    violations: result.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html.slice(0, 120)).slice(0, 3).join(' | ')}`),
  };
}
process.stdout.write(JSON.stringify(found));
process.exit(0);
