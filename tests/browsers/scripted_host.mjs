// SPDX-License-Identifier: MIT
// A host that answers what a test wrote down: node scripted_host.mjs FILE. The file says {method: {result} or {error}} and is read anew
// for each question; a method that it does not name is not answered, and one whose answer is 'end' ends the host.

import { readFileSync, writeSync } from 'node:fs';

const [, , file] = process.argv;
let input = Buffer.alloc(0);

function answer({ id, method }) {
    const said = JSON.parse(readFileSync(file, 'utf8'))[method];
    if (said === 'end') {
        process.exit();
    }
    if (said) {
        const text = Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, ...said }));
        const length = Buffer.alloc(4);
        length.writeUInt32LE(text.length);
        writeSync(1, Buffer.concat([length, text]));
    }
}

process.stdin.on('data', (data) => {
    input = Buffer.concat([input, data]);
    while (input.length >= 4 && input.length >= 4 + input.readUInt32LE()) {
        const end = 4 + input.readUInt32LE();
        answer(JSON.parse(input.subarray(4, end).toString()));
        input = input.subarray(end);
    }
});
