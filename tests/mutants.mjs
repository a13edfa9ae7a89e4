// SPDX-License-Identifier: MIT
//
// Do the tests notice broken code? In a copy of the tree one place after the other is broken, drawn at random, and the unit tests are run:
//     node tests/mutants.mjs FOLDER [HOW_MANY] [SEED]
// Prints each that nobody noticed, for a person to look at: some change nothing that could be seen.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, howMany = '40', seed = '1'] = process.argv.slice(2);
const tree = join(folder, 'tree');
const build = join(folder, 'build');
// What the unit tests are for; the rest is tested through real programs.
const LAYERS = ['advice', 'base', 'catalog', 'choices', 'document', 'session', 'wire'];

const BREAKS = [
    [/ < /, ' <= '], [/ <= /, ' < '], [/ > /, ' >= '], [/ >= /, ' > '], [/ == /, ' != '], [/ != /, ' == '], [/ && /, ' || '], [/ \|\| /, ' && '],
    [/return true;/, 'return false;'], [/return false;/, 'return true;'], [/ \+ 1\b/, ' + 2'], [/ - 1\b/, ' - 2'], [/\bif \((.+)\) \{$/, 'if (!($1)) {'],
];

const isCode = (line) => !/^\s*(\/?\*|#|\/\/)/.test(line);

function draw(limit) {
    draw.state = (Math.imul(draw.state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator: the same places for the same seed
    return Math.floor(draw.state / 2 ** 32 * limit);
}
draw.state = Number(seed);

function places() {
    const files = execFileSync('git', ['ls-files', '-z', ...LAYERS.map((layer) => `host/${layer}/*.c`)], { encoding: 'utf8' }).split('\0').filter(Boolean);
    return files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap((line, number) =>
        (isCode(line) ? BREAKS.filter(([from]) => from.test(line)).map(([from, to]) => ({ file, number, line, broken: line.replace(from, to) })) : [])));
}

function run(program, ...words) {
    return spawnSync(program, words, { stdio: 'ignore', timeout: 300_000 }).status === 0;
}

/** 'refused' by the compiler, 'noticed' by a test, or 'missed'. */
function judge({ file, number, broken }) {
    const path = join(tree, file);
    const whole = readFileSync(file, 'utf8');
    const lines = whole.split('\n');
    lines[number] = broken;
    writeFileSync(path, lines.join('\n'));
    const verdict = !run('cmake', '--build', build) ? 'refused' : run('ctest', '--test-dir', build, '--stop-on-failure', '--timeout', '60', '-j', '2') ? 'missed' : 'noticed';
    writeFileSync(path, whole);
    return verdict;
}

rmSync(tree, { recursive: true, force: true });
for (const file of execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)) {
    cpSync(file, join(tree, file));
}
const flags = '-fsanitize=address,undefined -fno-sanitize-recover=undefined';
if (!run('cmake', '-S', tree, '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Debug', '-DOFFSWITCH_SANDBOX=OFF', `-DCMAKE_C_FLAGS=${flags}`) || !run('cmake', '--build', build)) {
    throw new Error('the tree does not build as it is');
}
const all = places();
const count = { refused: 0, noticed: 0, missed: 0 };
for (let i = 0; i < Number(howMany); i++) {
    const place = all[draw(all.length)];
    const verdict = judge(place);
    count[verdict] += 1;
    if (verdict === 'missed') {
        console.log(`${place.file}:${place.number + 1}\n    ${place.line.trim()}\n    ${place.broken.trim()}`);
    }
}
console.log(`of ${howMany} of ${all.length} places: ${count.noticed} noticed by tests, ${count.refused} refused by the compiler, ${count.missed} missed`);
