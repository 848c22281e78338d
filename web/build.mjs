// Builds what the pages send to browsers from styles/, scripts/ and the packages of package-lock.json into dist/. CMake
// runs it when one of those changed and embeds the result; files whose bytes stay the same are not touched.
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {compile} from 'sass';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const browsers = ['es2020'];
mkdirSync(dist, {recursive: true});

function keep(name, text) {
  const file = join(dist, name);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}

for (const name of ['pages', 'map']) {
  const {css} = compile(join(here, 'styles', `${name}.scss`), {
    loadPaths: [join(here, 'node_modules')], style: 'compressed', quietDeps: true,
  });
  keep(`${name}.css`, css.replace(/^\uFEFF/, '').replace(/@charset "UTF-8";/, ''));
}

for (const name of ['pages', 'map', 'service-worker']) {
  const {outputFiles} = await build({
    entryPoints: [join(here, 'scripts', `${name}.js`)], bundle: true, minify: true, write: false, charset: 'utf8',
    format: 'iife', target: browsers, legalComments: 'none', logLevel: 'warning',
  });
  keep(`${name}.js`, outputFiles[0].text);
}
